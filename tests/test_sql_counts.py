"""How many SQL statements each page costs (SQLの数): fixed in `sql_counts.json`, the same at 1 and at 100 rows.

After a change that is meant, renew the file: `YAKUSHO_RENEW=1 python -m pytest tests/test_sql_counts.py`.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.journey import find_procedure, walk
from bench.measures import settle
from bench.servers import ZONES, load
from tests.support.home import WARD_FOLDER
from tests.support.house import running_house
from tests.support.page_sql import count_pages
from yakusho.kernel import clock

STORED = Path(__file__).with_name("sql_counts.json")
ROWS = 100
PUBLISHED_PAGE_SQL_MAX = 1
STAFF_PAGE_SQL_MAX = 20

Counts = dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counts, Counts]]:
    """The counts of every zone with one application, and with a hundred."""
    folder = tmp_path_factory.mktemp("sql")
    with running_house(folder / "home", extra={"YAKUSHO_PORTAL_RATE_LIMIT": "off"}) as house:
        compiled, example = find_procedure(WARD_FOLDER, clock.today())
        plan: dict[str, Any] = json.loads(walk(house.port("portal"), compiled, example).plan.as_json())
        settle(house)
        one = {zone: count_pages(house, zone) for zone in ZONES}
        load(house.port("portal"), plan, folder, "--clients", "2", "--journeys", str(ROWS - 1), "--seconds", "60")
        settle(house)
        yield one, {zone: count_pages(house, zone) for zone in ZONES}


def test_pages_cost_the_same_at_one_row_and_at_a_hundred(counted: tuple[Counts, Counts]) -> None:
    one, hundred = counted
    grown = {
        f"{zone} {route}": (count, hundred[zone].get(route))
        for zone, routes in one.items()
        for route, count in routes.items()
        if hundred[zone].get(route, 0) > count
    }
    assert not grown, f"these pages ask once for each row: {grown}"


def test_published_pages_ask_the_database_at_most_once(counted: tuple[Counts, Counts]) -> None:
    dear = {route: count for route, count in counted[1]["portal"].items() if count > PUBLISHED_PAGE_SQL_MAX}
    assert not dear


@pytest.mark.parametrize("zone", ["office", "mynumber"])
def test_staff_pages_stay_within_their_budget(counted: tuple[Counts, Counts], zone: str) -> None:
    pages = counted[1][zone]
    assert {"/inbox/"} <= set(pages)
    dear = {route: count for route, count in pages.items() if count > STAFF_PAGE_SQL_MAX}
    assert not dear


def test_counts_are_those_on_record(counted: tuple[Counts, Counts]) -> None:
    if os.environ.get("YAKUSHO_RENEW"):
        STORED.write_text(json.dumps(counted[1], indent=2, sort_keys=True) + "\n", "utf-8")
    stored = json.loads(STORED.read_text("utf-8"))
    assert counted[1] == stored, "a page costs more or less than before; if that is meant, renew the file"
