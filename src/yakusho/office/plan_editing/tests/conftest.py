"""The stage of the room: the secretariat, who may also decide, and a section that may only look."""

import pytest

from tests import cast


@pytest.fixture
def stage(db: None) -> cast.Stage:
    return cast.stage()
