"""What the tests of the office's rooms share."""

import pytest

from tests import cast


@pytest.fixture
def stage(db) -> cast.Stage:
    """The office with its cast."""
    return cast.stage()
