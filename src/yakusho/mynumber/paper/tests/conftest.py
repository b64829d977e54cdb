"""A desk with its register, on a Tuesday."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from tests import cast
from yakusho.kernel import clock
from yakusho.mynumber.paper.tests import people


@pytest.fixture
def desk(db: None) -> Iterator[people.Desk]:
    """The inner zone with people in its register, and the staff of the room."""
    with time_machine.travel(datetime(2026, 11, 24, 10, 0, tzinfo=clock.TOKYO), tick=False):
        people.register()
        yield people.desk(cast.stage())
