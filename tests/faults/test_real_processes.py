"""The same as in `test_kills`, on the processes of `yakusho up` itself: its supervisor brings each one back."""

import logging
import os
import random
import secrets
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.conftest import CopyHome, plans
from tests.faults.fragile import DECIDING, Fragile
from tests.faults.resident import Crowd
from tests.support.house import House, up
from yakusho.cli.processes import command_line, family
from yakusho.ledger.keys import ZONES

log = logging.getLogger(__name__)

KILLS = 40
KILL_SECONDS = 1.5
AFTER_SECONDS_MAX = 180

pytestmark = pytest.mark.long


def _killable(house: House) -> list[int]:
    """The zones' processes; the supervisor itself is left alone."""
    return [one for one in family(house.process.pid) if "yakusho.cli.zone" in command_line(one)]


def _kill_by_chance(house: House, chance: random.Random) -> int:
    killed = 0
    for _ in range(KILLS):
        time.sleep(chance.expovariate(1 / KILL_SECONDS))
        with suppress(ProcessLookupError, IndexError):
            os.kill(chance.choice(_killable(house)), signal.SIGKILL)
            killed += 1
    return killed


def test_receipts_hold_while_real_processes_are_killed(copy_home: CopyHome, tmp_path: Path) -> None:
    seed = int(os.environ.get("YAKUSHO_TEST_SEED", secrets.randbelow(10**9)))
    home, environment = copy_home(tmp_path)
    with up(home, {**environment, "YAKUSHO_PORTAL_RATE_LIMIT": "off"}) as running:
        house = Fragile(home, running.port("portal"), {})
        house.wait_until_quiet()
        offered = plans(house.port)
        house.wait_until_quiet()
        before = house.cases(DECIDING)
        crowd = Crowd(house.port, offered)
        crowd.start()
        killed = _kill_by_chance(running, random.Random(seed))
        crowd.stop()
        again = crowd.send_again()
        log.info("seed %s, killed %s, receipts %s, again %s", seed, killed, len(crowd.numbers), len(again))
        house.wait_until_quiet(AFTER_SECONDS_MAX)
        assert killed >= KILLS * 0.8
        assert house.cases(DECIDING) == before + Counter(crowd.numbers) + Counter(again)
        assert house.parked() == {}
        assert {zone: house.check(zone).findings for zone in ZONES} == {zone: [] for zone in ZONES}
