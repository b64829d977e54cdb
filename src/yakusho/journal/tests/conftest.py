import pytest

from yakusho.journal import rooms
from yakusho.journal.tests.rooms import Seen


@pytest.fixture
def own_rooms(settings):
    """The journal's test rooms instead of the zone's own."""
    settings.ROOMS = "yakusho.journal.tests.rooms"
    rooms._rooms.cache_clear()
    rooms.handlers.cache_clear()
    Seen.taken.clear()
    Seen.failing.clear()
    yield Seen
    rooms._rooms.cache_clear()
    rooms.handlers.cache_clear()
