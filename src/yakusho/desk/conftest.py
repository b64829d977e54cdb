"""What the tests of all staff rooms share."""

import pytest

from tests import cast


@pytest.fixture
def stage(db) -> cast.Stage:
    """The zone under test with its cast."""
    return cast.stage()
