"""A lived history: the same story each time, played once, and then the plan has something to say."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.house import init_house, up
from yakusho.cli.commands.sample import APPLICATIONS_MAX
from yakusho.cli.history.events import Event, Session, applications, events
from yakusho.cli.history.story import Story, read_story
from yakusho.kernel.clock import in_tokyo

WARD = next(iter(sorted((Path(__file__).resolve().parents[4] / "wards").iterdir())))
ENTRIES_MAX = 5_000
SMALL = """
format: yakusho-sample-history/1
seed: 7
begins: 2021-04-01
functions: [plan.view, plan.report, activities.plan, activities.report]
post: clerk
name: 見本 計画担当
activities:
  - {section: it-suishin, category: training, theme: "02-3", title: 研修, purpose: 練習, place: 研修室,
     begins: 9, hours: 2, days: [2021-07-14, 2021-09-15], cancelled: {2021-09-15: 講師の都合},
     participants: [3, 3], learnt: 手順書が要る}
figures:
  - {kind: card-issuance, since: 2021-04-01, until: 2021-06-01, numbers: {issued: [100, 200]}}
baselines:
  - {indicator: "06-3", on: 2022-04-20, value: 4, as_of: 2022-03-31, reason: 試行の記録}
reports:
  "01-1": {2021: {done: true, record: 調査メモ}}
  "21-2": {2021: {value: 27, record: 投稿の一覧}}
unconfirmed: {2021: ["01-1"]}
corrections:
  - {indicator: "21-2", year: 2021, on: 2022-05-20, value: 26, reason: 1件の重複}
"""


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YAKUSHO_", "DJANGO_"))}
    command = [sys.executable, "-m", "yakusho.cli.main", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=kept)


def _shipped() -> Story:
    story = read_story(WARD)
    assert story is not None
    return story


def _events(story: Story) -> list[Event]:
    return events(story, lambda day: [f"section-{number}" for number in range(12)])


def test_the_same_story_gives_the_same_events() -> None:
    first = _events(_shipped())
    assert first == _events(_shipped())
    assert len({event.key for event in first}) == len(first)


def test_what_happens_to_a_session_happens_in_its_order() -> None:
    order = ["plan", "invite", "join", "decline", "attend", "minutes", "report"]
    for event in _events(_shipped()):
        if event.do == "attend":
            session = event.what.session  # type: ignore[union-attr]
            assert session.starts_at - timedelta(minutes=60) <= event.at <= session.ends_at
    by_session: dict[str, list[str]] = {}
    for event in _events(_shipped()):
        if event.key.startswith("session/"):
            by_session.setdefault("/".join(event.key.split("/")[:3]), []).append(event.do)
    for done in by_session.values():
        places = [order.index(each) for each in done if each not in ("cancel", "join", "decline")]
        assert places == sorted(places)
        assert done[:2] == ["plan", "invite"]


def test_trainings_come_before_the_sections_report_on_their_year() -> None:
    happened = _events(_shipped())
    closed = {event.what.year: event.at for event in happened if event.do == "close"}  # type: ignore[union-attr]
    for event in happened:
        year = in_tokyo(event.at).year - (in_tokyo(event.at).month < 4)
        if event.do == "attend" and year in closed:
            assert event.at < closed[year]


def test_nobody_works_at_night_or_on_a_weekend_but_for_the_sessions_themselves() -> None:
    for event in _events(_shipped()):
        local = in_tokyo(event.at)
        assert 8 <= local.hour <= 18, event
        assert local.weekday() < 5 or event.do in ("attend", "decline"), event


def test_a_cancelled_session_is_neither_held_nor_reported() -> None:
    done = Counter(
        event.do
        for event in _events(_shipped())
        if isinstance(event.what, Session) and event.what.day in event.what.told.cancelled
    )
    assert done["cancel"] == done["plan"] > 0
    assert done["minutes"] == 0


def test_residents_apply_for_procedures_of_the_ward_that_are_open_then() -> None:
    procedures = {file.stem for file in (WARD / "procedures").glob("*.yaml")}
    found = applications(_shipped())
    assert found == applications(_shipped())
    assert {each.procedure for each in found} <= procedures
    assert len(found) <= APPLICATIONS_MAX, "the portal takes no more from one address within ten minutes"


@pytest.mark.long
def test_applications_are_sent_and_decided_at_the_first_start_and_never_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with up(home, init_house(home, history=True)) as house:
        said = house.command("sample", "history", "--json")
        status = house.command("check", "journal")
    assert json.loads(said.stdout) == {"events": {}, "entries": 0}
    assert status.returncode == 0, status.stdout
    assert any("applications at the portal" in line for line in house.printed)
    assert json.loads((home / "history.json").read_text("ascii"))["moved"] is False
    assert not (home / "clock-offset").exists()


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped ward with a short history."""
    folder = tmp_path_factory.mktemp("history") / "ward"
    shutil.copytree(WARD, folder)
    (folder / "samples" / "history.yaml").write_text(SMALL, "utf-8")
    return folder


@pytest.fixture(scope="module")
def home(ward: Path) -> Path:
    """A sample home that was made with the history."""
    made = _run("init", "--ward", ward, "--home", ward.parent / "home", "--sample", "--history")
    assert made.returncode == 0, made.stderr
    assert "history played" in made.stderr
    return ward.parent / "home"


def _years(home: Path) -> dict[tuple[str, int], dict[str, object]]:
    shown = _run("plan", "show", "--home", home, "--json")
    assert shown.returncode == 0, shown.stderr
    rows = json.loads(shown.stdout)["indicator_years"]
    return {(row["indicator"], row["fiscal_year"]): row for row in rows}


def test_the_plan_tells_what_was_played(home: Path) -> None:
    years = _years(home)
    trainings, posts, memo, cards = (years[each, 2021] for each in ("02-3", "21-2", "01-1", "11-1"))
    assert (trainings["value"], trainings["state"]) == (1, "met")
    assert (posts["value"], posts["source"], posts["provisional"]) == (26, "section", False)
    assert (memo["state"], memo["provisional"]) == ("met", True)
    assert isinstance(cards["value"], int)
    assert 300 <= cards["value"] <= 600
    assert years["02-3", 2022]["state"] != "met"
    assert not (home / "clock-offset").exists()


def test_played_again_it_adds_nothing_and_says_so(home: Path) -> None:
    again = _run("sample", "history", "--home", home)
    assert again.returncode == 0, again.stderr
    assert "nothing was added" in again.stdout
    assert json.loads(_run("sample", "history", "--home", home, "--json").stdout) == {"events": {}, "entries": 0}


def test_an_event_that_a_crash_cut_off_is_played_again_and_changes_nothing(home: Path) -> None:
    mark = home / "office" / "history.json"
    before = _years(home)
    played = json.loads(mark.read_text("ascii"))["played"]
    mark.write_text(json.dumps({"played": played - 1}), "ascii")
    again = _run("sample", "history", "--home", home, "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["entries"] == 0
    assert _years(home) == before


def test_a_real_home_takes_no_history(tmp_path: Path, ward: Path) -> None:
    refused = _run("init", "--ward", ward, "--home", tmp_path / "home", "--history")
    assert refused.returncode == 2
    assert "sample" in refused.stderr


@pytest.mark.long
def test_the_shipped_history_is_short_enough(tmp_path: Path) -> None:
    made = _run("init", "--ward", WARD, "--home", tmp_path / "home", "--sample")
    assert made.returncode == 0, made.stderr
    played = json.loads(_run("sample", "history", "--home", tmp_path / "home", "--json").stdout)
    assert 1_000 <= played["entries"] <= ENTRIES_MAX
    years = _years(tmp_path / "home")
    states = Counter(row["state"] for row in years.values())
    assert len(years) == 147
    assert {"met", "not_met", "exceeded_candidate", "not_reported", "not_applicable"} <= set(states)
    assert any(row["provisional"] for row in years.values())
