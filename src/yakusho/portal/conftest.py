"""Fixtures of the portal's rooms: published procedures, a settled day, limits at their beginning."""

from collections.abc import Iterator
from functools import cache

import pytest
import time_machine
from django.utils import translation

from yakusho.forms import load
from yakusho.portal import limits
from yakusho.portal.apply import shell
from yakusho.portal.publications import procedures as published
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, TODAY, publish


@pytest.fixture(autouse=True, scope="session")
def _definitions_read_once() -> Iterator[None]:
    """The same text always makes the same procedure, which never changes; to read it takes longer than most tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(published, "load", cache(load))
        yield


@pytest.fixture(autouse=True)
def _just_started() -> Iterator[None]:
    """Each test begins with a process that was just started, and as an unknown caller; its language ends with it."""
    published.forget()
    shell.forget()
    for limit in limits.ALL:
        limit.forget()
    yield
    translation.deactivate()


@pytest.fixture
def today() -> Iterator[time_machine.Traveller]:
    """A day on which the ward's procedures are open."""
    with time_machine.travel(TODAY, tick=True) as traveller:
        yield traveller


@pytest.fixture
def procedures(db: None, today: time_machine.Traveller) -> None:
    """Both procedures of the ward are published."""
    publish(BENEFIT)
    publish(DISCLOSURE)
