"""The stage of the room: the secretariat, who may also decide, and a section that may only look."""

import pytest

from tests import cast
from yakusho.office.plan import queries as plan_queries


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Version 1 of one test is not version 1 of the next."""
    plan_queries._read.cache_clear()
    plan_queries._whole.cache_clear()
    plan_queries._kept = None


@pytest.fixture
def stage(db: None) -> cast.Stage:
    return cast.stage()
