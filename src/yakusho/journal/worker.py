"""The worker of a zone: one process, one list of steps, each repeatable after any crash.

A step answers how much it did. After a round that did much the next follows at once; after one that did little the
worker waits for a moment, so that entries travel in company: a batch of forty costs hardly more than one of two. A step
that fails tells the problems page and is tried again with back-off; it never stops the others.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import close_old_connections

from yakusho.journal import blobs, counting, jobs, problems, sealer
from yakusho.journal.relay import OUTER, PULLED, passing, pull, push, retry
from yakusho.journal.relay.client import Client, Unreachable
from yakusho.journal.rooms import loops

log = logging.getLogger("yakusho.journal.worker")

IDLE_SECONDS = 0.2
COMPANY_SECONDS = 0.15  # wait for company after a round that did something, but less than
FULL_ROUND = 100
CALL_SECONDS = 0.4  # between questions to the outer neighbour when it had nothing new
JOB_SECONDS = 2.0
AGAIN_SECONDS = 1.0
CLEAR_SECONDS = 600.0  # between two looks for content that a killed process left half written
BACKOFF_SECONDS_MAX = 5.0


@dataclass
class Step:
    """One part of the worker's round."""

    name: str
    act: Callable[[], int]
    every_seconds: float = IDLE_SECONDS
    due: float = 0.0
    failures: int = 0
    telling: set[str] = field(default_factory=set)

    def run(self, now: float) -> int:
        """Do the step if it is due; answers how much it did."""
        if now < self.due:
            return 0
        try:
            done = self.act()
        except Unreachable as error:
            return self._fail(now, "neighbour", error.reason)
        except pull.Inconsistent as error:
            problems.report(f"witness:{self.name}", "head_refused", error.reason, place=self.name)
            return self._fail(now, None, error.reason)
        except Exception as error:
            log.exception("the step %s failed", self.name)
            return self._fail(now, "step", type(error).__name__)
        if self.failures:
            self.failures = 0
            problems.solve(f"step:{self.name}")
        self.due = now if done else now + self.every_seconds
        return done

    def _fail(self, now: float, what: str | None, reason: str) -> int:
        self.failures += 1
        self.due = now + min(BACKOFF_SECONDS_MAX, IDLE_SECONDS * 2**self.failures)
        if what is not None and self.failures >= 3:
            problems.report(f"step:{self.name}", what, reason, place=self.name)
        return 0


def steps() -> list[Step]:
    """This zone's steps in their order: seal, pull and take, push, count, and what its rooms add."""
    found = [Step("seal", sealer.seal)]
    if settings.ZONE in OUTER:
        client = Client()
        found.append(Step("wanted content", lambda: pull.fetch_wanted(client), CLEAR_SECONDS))
        for origin in PULLED[settings.ZONE]:
            found.append(Step(origin, lambda origin=origin: pull.pull(client, origin), CALL_SECONDS))  # type: ignore[misc]
            found.append(Step(f"take {origin}", lambda origin=origin: pull.dispatch(origin)))  # type: ignore[misc]
        found.append(Step("push", lambda: push.push(client)))
    found.append(Step("again", retry.due, AGAIN_SECONDS))
    found.append(Step("meters", counting.count))
    found.append(Step("jobs", jobs.work, JOB_SECONDS))
    found.append(Step("clear unfinished", blobs.unfinished_clear, CLEAR_SECONDS))
    found.append(Step("clear passed on", passing.drop_due, CLEAR_SECONDS))
    found.append(Step("clear delivered", push.delivered_clear, CLEAR_SECONDS))
    found.extend(Step(name, act, seconds) for name, act, seconds in loops())
    return found


def round_once(all_steps: list[Step]) -> int:
    """One round through all steps; answers how much was done."""
    return sum(step.run(time.monotonic()) for step in all_steps)


def run() -> None:
    """Work until told to stop (SIGTERM, SIGINT)."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    all_steps = steps()
    while not stop.is_set():
        done = round_once(all_steps)
        if not done:
            close_old_connections()
        if done < FULL_ROUND:
            stop.wait(COMPANY_SECONDS if done else IDLE_SECONDS)
