"""SQL in the background: every statement from the receipt until the case lies in the inbox, as PostgreSQL counts them.

The workers of all zones are held while residents apply, then let go together. What they ask until nothing is left to do
is shared out over the applications; transaction brackets are counted apart.
"""

import json
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench import measures
from bench.journey import Walk, find_procedure, walk
from bench.servers import ZONES, load, paused
from tests.support.home import WARD_FOLDER
from tests.support.house import House, running_house
from tests.support.postgres import Server, postgresql
from yakusho.kernel import clock

APPLICATIONS = 200
WORKERS = tuple((zone, "worker") for zone in ZONES)
WATCHER = "watcher"

_ASKED = """
    SELECT coalesce(sum(calls) FILTER (WHERE NOT bracket), 0), coalesce(sum(calls) FILTER (WHERE bracket), 0)
    FROM (
        SELECT calls, query ~ '^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)' AS bracket
        FROM pg_stat_statements(true) JOIN pg_roles ON pg_roles.oid = userid
        WHERE rolname <> %s
    ) AS asked
"""


def background_sql() -> dict[str, float]:
    """Statements and transaction brackets for each application, all zones together.

    Raises:
        RuntimeError: the cases did not come in time.
    """
    with tempfile.TemporaryDirectory(prefix="yakusho-bench-") as name, postgresql(statements=True) as server:
        folder = Path(name)
        urls = {zone: server.database(zone) for zone in ZONES}
        watcher = _watcher(server)
        extra = {f"YAKUSHO_{zone.upper()}_DATABASE_URL": url for zone, url in urls.items()}
        extra["YAKUSHO_PORTAL_RATE_LIMIT"] = "off"
        with running_house(folder / "home", extra=extra) as house:
            found = walk(house.port("portal"), *find_procedure(WARD_FOLDER, clock.today()))
            measures.settle(house)
            return _measured(house, found, folder, watcher, urls)


def _watcher(server: Server) -> str:
    """The address of a role whose own questions aren't counted."""
    role = psycopg.sql.SQL("CREATE ROLE {} LOGIN SUPERUSER PASSWORD {}").format(
        psycopg.sql.Identifier(WATCHER), psycopg.sql.Literal(server.password)
    )
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_stat_statements")
        connection.execute(role)
    return _as_watcher(server.url("postgres"))


def _as_watcher(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{WATCHER}:{parts.password}@{parts.hostname}:{parts.port}"))


def _measured(house: House, found: Walk, folder: Path, watcher: str, urls: dict[str, str]) -> dict[str, float]:
    inbox = measures.Tables(_as_watcher(urls["mynumber"]))
    before = inbox.count(measures.CASES)
    with psycopg.connect(watcher, autocommit=True) as connection:
        with paused(house, *WORKERS):
            options = ("--journeys", str(APPLICATIONS), "--seconds", "60")
            made = load(house.port("portal"), json.loads(found.plan.as_json()), folder, *options)["journeys"]
            connection.execute("SELECT pg_stat_statements_reset()")
        measures.wait_until(lambda: inbox.count(measures.CASES) >= before + made)
        row = connection.execute(_ASKED, [WATCHER]).fetchone()
    assert row is not None
    return {
        "applications": made,
        "sql_per_application": round(float(row[0]) / made, 1),
        "brackets_per_application": round(float(row[1]) / made, 1),
    }
