"""Whatever is killed, whenever: what a resident was told holds, and nothing takes effect twice.

Eight residents apply all the while. First each process dies at each named crash point, then a process chosen by chance
is killed, again and again. At the end everything must have come to rest by itself.
"""

import os
import random
import re
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.conftest import CopyHome, plans
from tests.faults.fragile import DECIDING, PLACES, Fragile, Place, start_fragile
from tests.faults.resident import Crowd
from tests.support.home import REPOSITORY
from yakusho.ledger.keys import ZONES

HITS_EACH = 3
TRIES_MAX = 3
SHORT, LONG = (200, 0.05), (1_000, 0.15)  # kills, and the seconds between two of them on average

POINTS: dict[str, tuple[Place, ...]] = {
    "submit.before_commit": (("portal", "web"),),
    "submit.after_commit": (("portal", "web"),),
    "case.before_commit": (("office", "clerk"), ("mynumber", "clerk")),
    "seal.before_commit": (("portal", "worker"), ("mynumber", "worker")),
    "seal.after_commit": (("portal", "worker"), ("office", "worker")),
    "receive.before_commit": (("portal", "web"), ("office", "worker"), ("mynumber", "worker")),
    "receive.after_commit": (("portal", "web"), ("office", "worker"), ("mynumber", "worker")),
    "push.number.before_commit": (("office", "worker"), ("mynumber", "worker")),
    "push.before_send": (("office", "worker"), ("mynumber", "worker")),
    "push.after_send": (("office", "worker"), ("mynumber", "worker")),
    "push.delivered.before_commit": (("office", "worker"), ("mynumber", "worker")),
    "relay.mirror.before_commit": (("office", "worker"), ("mynumber", "worker")),
    "relay.mirror.after_commit": (("office", "worker"), ("mynumber", "worker")),
    "relay.hand_on.before_commit": (("office", "web"),),
    "relay.hand_on.after_commit": (("office", "web"),),
    "checking.noted.before_commit": (("mynumber", "worker"),),
    "blob.before_rename": (("office", "worker"), ("mynumber", "worker")),
    "blob.after_rename": (("office", "worker"), ("mynumber", "worker")),
}
"""Where each declared point is reached while residents apply."""


@dataclass
class Told:
    """What happened while processes died."""

    house: Fragile
    crowd: Crowd
    seed: int
    kills: int
    seconds_between: float
    hits: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    again: list[str] = field(default_factory=list)

    def ends(self) -> Counter[str]:
        """How the processes ended, and how often."""
        return sum((process.ends for process in self.house.processes.values()), Counter[str]())


def _hits_of(place: Place, places: tuple[Place, ...]) -> int:
    """How many of a point's hits fall to one of its places."""
    if place not in places:
        return 0
    each, rest = divmod(HITS_EACH, len(places))
    return each + (places.index(place) < rest)


def _crash_everywhere(told: Told) -> None:
    """Each process dies at its points in turn, all processes at the same time."""

    hits: list[str] = []

    def crash(place: Place) -> None:
        for point, places in POINTS.items():
            for _ in range(_hits_of(place, places)):
                if any(told.house.processes[place].crash_at(point) for _ in range(TRIES_MAX)):
                    hits.append(point)

    with ThreadPoolExecutor(len(PLACES)) as pool:
        list(pool.map(crash, PLACES))
    told.hits.update(hits)


def _kill_by_chance(told: Told) -> None:
    chance = random.Random(told.seed)
    for _ in range(told.kills):
        told.house.processes[chance.choice(PLACES)].order("kill")
        time.sleep(chance.expovariate(1 / told.seconds_between))


@pytest.fixture(scope="module", params=[SHORT, pytest.param(LONG, marks=pytest.mark.long)], ids=["200", "1000"])
def told(
    request: pytest.FixtureRequest, copy_home: CopyHome, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told]:
    seed = int(os.environ.get("YAKUSHO_TEST_SEED", secrets.randbelow(10**9)))
    with start_fragile(*copy_home(tmp_path_factory.mktemp("kills"))) as house:
        house.wait_until_quiet()
        crowd = Crowd(house.port, plans(house.port))
        house.wait_until_quiet()
        told = Told(house, crowd, seed, *request.param, before=house.cases(DECIDING))
        crowd.start()
        _crash_everywhere(told)
        _kill_by_chance(told)
        crowd.stop()
        told.again = crowd.send_again()
        _say(request.config.pluginmanager, told)
        house.wait_until_quiet()
        yield told


def _say(plugins: pytest.PytestPluginManager, told: Told) -> None:
    """Print what a reader needs to judge the run, or to repeat it."""
    crowd, ends = told.crowd, told.ends()
    counts = f"{ends['killed']} kills, {len(crowd.numbers)} receipts, {len(told.again)} sent again"
    hits = ", ".join(f"{point} {told.hits[point]}" for point in POINTS)
    with plugins.getplugin("capturemanager").global_and_fixture_disabled():
        plugins.getplugin("terminalreporter").write_line(f"\nYAKUSHO_TEST_SEED={told.seed}: {counts}; hits: {hits}")


def test_the_points_are_those_declared_in_the_code() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (REPOSITORY / "src").rglob("*.py"))
    assert set(re.findall(r"crash\.point\(\"([a-z_.]+)\"\)", source)) == set(POINTS)


def test_each_point_was_hit_often_enough(told: Told) -> None:
    assert {point: told.hits[point] for point in POINTS if told.hits[point] < HITS_EACH} == {}


def test_processes_died_only_when_they_were_killed(told: Told) -> None:
    ends = told.ends()
    assert {end: count for end, count in ends.items() if end.startswith("died")} == {}
    assert ends["killed"] >= told.kills * 0.9  # two orders may meet the same child


def test_every_receipt_has_its_case_exactly_once(told: Told) -> None:
    receipts = Counter(told.crowd.numbers) + Counter(told.again)
    assert len(told.crowd.numbers) > 100
    assert [number for number, count in receipts.items() if count > 1] == []
    assert told.house.cases(DECIDING) == told.before + receipts


def test_what_was_sent_again_is_received_once(told: Told) -> None:
    assert len(told.crowd.unanswered) == len(told.again) > 0
    (received,) = told.house.rows("portal", "SELECT count(*) FROM apply_submission")[0]
    assert received == told.before.total() + len(told.crowd.numbers) + len(told.again)


def test_every_submission_is_acknowledged(told: Told) -> None:
    assert told.house.rows("portal", "SELECT number FROM apply_submission WHERE acknowledged_at IS NULL") == []


def test_every_reply_reaches_the_resident_exactly_once(told: Told) -> None:
    """Each case was confirmed and decided: replies 1 and 2, whatever died in between."""
    sent = [number for zone in DECIDING for number in told.house.rows(zone, "SELECT number, replies FROM cases_case")]
    arrived = told.house.rows(
        "portal",
        "SELECT s.number, r.sequence FROM apply_submission s JOIN status_reply r ON r.subject = s.subject",
    )
    assert {replies for _, replies in sent} == {2}
    assert Counter(arrived) == Counter((number, sequence) for number, _ in sent for sequence in (1, 2))


def test_nothing_is_parked(told: Told) -> None:
    assert told.house.parked() == {}


@pytest.mark.parametrize("zone", ZONES)
def test_the_independent_checker_finds_nothing(told: Told, zone: str) -> None:
    report = told.house.check(zone)
    assert report.findings == []
    assert report.seen[f"{zone} entries"] > 0


def test_what_the_inner_zone_acknowledged_does_not_stay_on_its_way(told: Told) -> None:
    """Each content that passed through the office has a day on which it is dropped there."""
    passed_on = told.house.rows(
        "office",
        "SELECT content ->> '$.body.sealed' FROM journal_mirror"
        " WHERE kind = 'application.received' AND content ->> '$.body.zone' = 'mynumber'",
    )
    dropped = told.house.rows("office", "SELECT address FROM journal_passing WHERE drop_after IS NOT NULL")
    kept = {path.name for path in (told.house.home / "office" / "blobs").rglob("*") if path.is_file()}
    assert passed_on
    assert {address for (address,) in passed_on} & kept <= {address for (address,) in dropped}


@pytest.mark.parametrize("zone", ZONES)
def test_no_half_written_content_is_left_where_content_is_looked_for(told: Told, zone: str) -> None:
    blobs: Path = told.house.home / zone / "blobs"
    assert [path.name for path in blobs.rglob("*") if path.is_file() and len(path.name) != 64] == []
