"""What the tests of the my-number zone's rooms share."""

import pytest

from tests import cast


@pytest.fixture
def stage(db) -> cast.Stage:
    """The zone with its cast."""
    return cast.stage()
