"""The checker passes what the journal wrote, and finds each way of spoiling it."""

import ast
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.support.home import REPOSITORY
from yakusho.journal.check import run
from yakusho.journal.check.__main__ import FOUND, GOOD, NOT_CHECKED, main
from yakusho.journal.check.keys import NoKeys
from yakusho.journal.check.report import FINDINGS_KEPT_MAX, REMEDIES
from yakusho.journal.check.store import CannotRead
from yakusho.journal.check.tests.conftest import Spoil, check
from yakusho.journal.check.tests.written import OFFICE_ENTRIES, PORTAL_ENTRIES

FOLDER = Path(__file__).resolve().parents[1]
OTHER = "x'" + "11" * 32 + "'"
FUTURE = "'yakusho/131199/portal/1' || char(10) || '99'"

# What somebody did to the database, and everything that must be found then.
SPOILED = {
    "an entry's body was changed": (
        "portal",
        ["""UPDATE journal_entry SET body = '{"generation":7}' WHERE position = 4"""],
        {"entry.leaf", "node.wrong", "head.root"},
    ),
    "an entry's time was moved": (
        "portal",
        ["UPDATE journal_entry SET recorded_at = '2020-01-01 00:00:00' WHERE position = 0"],
        {"entry.leaf", "node.wrong", "head.root"},
    ),
    "an entry and its leaf were changed": (
        "portal",
        [
            "UPDATE journal_entry SET actor = 'seat:1' WHERE position = 19",
            f"UPDATE journal_entry SET leaf = {OTHER} WHERE position = 19",
        ],
        {"entry.leaf", "node.wrong", "head.root"},
    ),
    "an entry's body says one name twice": (
        "portal",
        ["""UPDATE journal_entry SET body = '{"generation":0,"generation":0}' WHERE position = 0"""],
        {"entry.unreadable", "node.wrong", "head.root"},
    ),
    "an unsealed entry was changed": (
        "portal",
        ["UPDATE journal_entry SET subject = 'x' WHERE position IS NULL"],
        {"entry.leaf"},
    ),
    "an entry was moved to another fiscal year": (
        "portal",
        ["UPDATE journal_entry SET fiscal_year = fiscal_year - 1 WHERE position IS NULL"],
        {"entry.leaf", "entry.fiscal_year"},
    ),
    "an entry was deleted": (
        "portal",
        ["DELETE FROM journal_entry WHERE position = 18"],
        {"position.gap", "node.wrong", "node.extra", "head.beyond", "contribution.nowhere", "cursor.ahead"},
    ),
    "the last entries were cut off": (
        "portal",
        ["DELETE FROM journal_entry WHERE position > 10"],
        {"node.extra", "head.beyond", "contribution.nowhere", "cursor.ahead"},
    ),
    "two entries changed places": (
        "portal",
        [
            "UPDATE journal_entry SET position = -1 WHERE position = 1",
            "UPDATE journal_entry SET position = 1 WHERE position = 2",
            "UPDATE journal_entry SET position = 2 WHERE position = -1",
        ],
        {"node.wrong", "head.root"},
    ),
    "a node was lost": (
        "portal",
        ['DELETE FROM journal_node WHERE level = 2 AND "index" = 1'],
        {"node.missing"},
    ),
    "a node was changed": (
        "portal",
        [f'UPDATE journal_node SET hash = {OTHER} WHERE level = 3 AND "index" = 0'],
        {"node.wrong"},
    ),
    "a node was invented": (
        "portal",
        [f"INSERT INTO journal_node (origin, level, \"index\", hash) VALUES ('portal', 9, 0, {OTHER})"],
        {"node.extra"},
    ),
    "a head was replaced by an older one": (
        "portal",
        ["UPDATE journal_head SET note = (SELECT note FROM journal_head WHERE size = 3), cosignature = ''"],
        {"head.root"},
    ),
    "a head's root was changed": (
        "portal",
        ["UPDATE journal_head SET note = replace(note, '20' || char(10), '20' || char(10) || 'A') WHERE size = 20"],
        {"head.unreadable"},
    ),
    "a head's signature was changed": (
        "portal",
        ["UPDATE journal_head SET note = replace(note, '— yakusho/131199/portal/1 ', '— yakusho/131199/portal/2 ')"],
        {"head.signature"},
    ),
    "a head promises more entries than there are": (
        "portal",
        ["UPDATE journal_head SET size = 99 WHERE size = 20"],
        {"head.beyond"},
    ),
    "the newest head was deleted": (
        "portal",
        ["DELETE FROM journal_head WHERE size = 20"],
        {"head.missing"},
    ),
    "a cosignature was taken from another head": (
        "portal",
        ["UPDATE journal_head SET cosignature = (SELECT cosignature FROM journal_head WHERE size = 8) WHERE size = 20"],
        {"cosignature.bad"},
    ),
    "the witness's own cosignature is missing": (
        "office",
        ["UPDATE journal_head SET cosignature = '' WHERE origin = 'portal' AND size = 20"],
        {"cosignature.missing"},
    ),
    "a mirrored entry was changed": (
        "office",
        ["UPDATE journal_mirror SET content = replace(content, 'system', 'seat:1') WHERE position = 5"],
        {"node.wrong", "head.root"},
    ),
    "a mirrored entry was filed under another subject": (
        "office",
        ["UPDATE journal_mirror SET subject = 'x' WHERE position = 19"],
        {"mirror.column", "contribution.differs"},
    ),
    "a mirrored entry was lost": (
        "office",
        ["DELETE FROM journal_mirror WHERE position = 19"],
        {"node.extra", "head.beyond", "cursor.ahead", "contribution.nowhere"},
    ),
    "an unknown journal is mirrored": (
        "office",
        ["UPDATE journal_node SET origin = 'elsewhere' WHERE origin = 'office' AND level = 1"],
        {"node.missing", "origin.unknown"},
    ),
    "a reader passed over messages": (
        "office",
        ["UPDATE journal_cursor SET position = 21 WHERE name = 'pull:portal'"],
        {"cursor.ahead"},
    ),
    "a parked message is of nowhere": (
        "office",
        [
            "INSERT INTO journal_parked (channel, position, kind, subject, reason, parked_at, attempts)"
            " VALUES ('pull:portal', 20, 'k', 's', '', '2026-11-24 00:00:00', 0)"
        ],
        {"parked.nowhere"},
    ),
    "a message outward was lost": (
        "office",
        ["DELETE FROM journal_outgoing WHERE number = 1"],
        {"number.gap"},
    ),
    "a contribution was invented": (
        "office",
        ["UPDATE journal_contribution SET position = 77 WHERE id = (SELECT max(id) FROM journal_contribution)"],
        {"contribution.nowhere"},
    ),
    "a contribution was moved to another day": (
        "office",
        [
            "UPDATE journal_contribution SET day = '2001-05-05', fiscal_year = 2001"
            " WHERE id = (SELECT max(id) FROM journal_contribution WHERE origin = 'portal')"
        ],
        {"contribution.differs", "sum.differs"},
    ),
    "a contribution was moved to another fiscal year": (
        "portal",
        ["UPDATE journal_contribution SET fiscal_year = 2001"],
        {"contribution.differs", "sum.differs"},
    ),
    "a sum was changed": (
        "office",
        ["UPDATE journal_metersum SET value = value + 1"],
        {"sum.differs"},
    ),
    "a sum was lost": (
        "office",
        ["DELETE FROM journal_metersum"],
        {"sum.differs"},
    ),
    "content in a row was changed": (
        "portal",
        ["UPDATE journal_blobrow SET data = x'00'"],
        {"blob.changed"},
    ),
}


@pytest.mark.parametrize("zone", ["portal", "office"])
def test_what_the_journal_wrote_is_passed(written: Path, zone: str) -> None:
    report = check(written, zone)
    assert report.findings == []
    assert report.good
    assert report.seen["portal entries"] == PORTAL_ENTRIES
    assert report.seen["portal cosigned heads"] == 2
    assert report.seen["triggers"] == 6
    assert report.seen["contributions"] > 0
    if zone == "office":
        assert report.seen["office entries"] == OFFICE_ENTRIES
        assert report.seen["outgoing messages"] == 2
    else:
        assert report.seen["blobs"] == 2
        assert report.seen["portal entries not sealed yet"] == 1


@pytest.mark.parametrize("what", SPOILED)
def test_each_way_of_spoiling_a_journal_is_found(what: str, spoil: Spoil) -> None:
    zone, statements, expected = SPOILED[what]
    report = spoil(zone, *statements)
    assert set(report.counts) == expected


def test_the_test_knows_every_finding() -> None:
    found_here = {code for _, _, codes in SPOILED.values() for code in codes}
    assert found_here | {"trigger.missing"} == set(REMEDIES)


@pytest.mark.parametrize("trigger", ["entry_no_update", "entry_no_delete", "mirror_no_update", "mirror_no_delete"])
def test_a_dropped_trigger_is_found(trigger: str, copied: Path) -> None:
    with closing(sqlite3.connect(copied / "office" / "database.sqlite3")) as database, database:
        database.execute(f"DROP TRIGGER journal_{trigger}")
    assert set(check(copied, "office").counts) == {"trigger.missing"}


def test_content_in_a_file_that_was_changed_is_found(copied: Path) -> None:
    (file,) = (copied / "portal" / "blobs").glob("??/*")
    file.write_bytes(b"something else")
    assert [finding.where for finding in check(copied, "portal").findings] == [file.name]


def test_a_flood_of_findings_is_counted_but_not_kept(spoil: Spoil) -> None:
    report = spoil("portal", "UPDATE journal_node SET hash = zeroblob(32)")
    assert report.counts["node.wrong"] > FINDINGS_KEPT_MAX
    assert len(report.findings) == FINDINGS_KEPT_MAX


def test_keys_of_another_ward_prove_nothing(written: Path, tmp_path: Path) -> None:
    manifest = json.loads((written / "portal" / "keys" / "manifest.json").read_text())
    manifest["zones"]["portal"]["journal"] = manifest["zones"]["office"]["journal"]
    changed = tmp_path / "manifest.json"
    changed.write_text(json.dumps(manifest))
    database = str(written / "portal" / "database.sqlite3")
    with pytest.raises(NoKeys, match="signature"):
        run("portal", database, changed)
    with pytest.raises(NoKeys, match="another identity"):
        run("portal", database, written / "portal" / "keys" / "manifest.json", identity="00" * 32)
    with pytest.raises(NoKeys, match="does not know"):
        run("elsewhere", database, written / "portal" / "keys" / "manifest.json")


def test_what_is_no_database_is_said_so(written: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"no database at all" * 100)
    for path in (broken, tmp_path / "missing.sqlite3"):
        with pytest.raises(CannotRead):
            run("portal", str(path), written / "portal" / "keys" / "manifest.json")


def test_checking_writes_nothing(copied: Path) -> None:
    file = copied / "portal" / "database.sqlite3"
    before = file.read_bytes()
    check(copied, "portal")
    assert file.read_bytes() == before


def _words(home: Path, zone: str = "portal") -> list[str]:
    folder = home / zone
    return [
        *("--zone", zone, "--database", str(folder / "database.sqlite3")),
        *("--manifest", str(folder / "keys" / "manifest.json"), "--home", str(home)),
    ]


def test_the_command_answers_by_its_exit_code(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(_words(copied)) == GOOD
    assert "all fits" in capsys.readouterr().out
    with closing(sqlite3.connect(copied / "portal" / "database.sqlite3")) as database, database:
        database.execute("DELETE FROM journal_node WHERE level = 0")
    assert main([*_words(copied), "--json"]) == FOUND
    answer = json.loads(capsys.readouterr().out)
    assert (answer["good"], answer["counts"]) == (False, {"node.missing": PORTAL_ENTRIES})
    assert answer["findings"][0]["remedy"]
    shutil.rmtree(copied / "portal" / "keys")
    assert main(_words(copied)) == NOT_CHECKED
    assert "manifest" in capsys.readouterr().err


def test_it_runs_without_django_and_the_code_that_writes(written: Path) -> None:
    code = (
        "import sys; from yakusho.journal.check.__main__ import main; code = main(sys.argv[1:]);"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('django', 'nacl', 'rfc8785', 'pydantic')"
        " or m.startswith('yakusho.') and m != 'yakusho.journal' and not m.startswith('yakusho.journal.check')];"
        "sys.exit(str(bad) if bad else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *_words(written, "office")],
        env={"PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_it_imports_nothing_of_the_writer() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name
                assert not name.startswith("yakusho.") or name.startswith("yakusho.journal.check"), (path.name, name)


@pytest.mark.postgres
@pytest.mark.parametrize("zone", ["portal", "office"])
def test_what_the_journal_wrote_in_postgresql_is_passed(on_postgres: tuple[Path, dict[str, str]], zone: str) -> None:
    home, addresses = on_postgres
    report = check(home, zone, addresses[zone])
    assert report.findings == []
    assert report.seen["portal entries"] == PORTAL_ENTRIES
    assert report.seen["triggers"] == 6


@pytest.mark.postgres
def test_what_was_spoiled_in_postgresql_is_found(on_postgres: tuple[Path, dict[str, str]]) -> None:
    home, addresses = on_postgres
    with psycopg.connect(addresses["portal"]) as connection:
        connection.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        connection.execute("""UPDATE journal_entry SET body = '{"generation": 7}' WHERE position = 4""")
    with psycopg.connect(addresses["office"]) as connection:
        connection.execute("UPDATE journal_contribution SET position = 77 WHERE id = 1")
        connection.execute("DROP TRIGGER journal_mirror_no_truncate ON journal_mirror")
        connection.execute("UPDATE journal_head SET cosignature = '' WHERE origin = 'portal' AND size = 20")
    assert set(check(home, "portal", addresses["portal"]).counts) == {
        "entry.leaf",
        "node.wrong",
        "head.root",
        "trigger.missing",
    }
    assert set(check(home, "office", addresses["office"]).counts) == {
        "contribution.nowhere",
        "trigger.missing",
        "cosignature.missing",
    }
