import pytest

from tests.support.house import House, running_house


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One running sample ward for all journeys."""
    with running_house(tmp_path_factory.mktemp("journeys") / "home") as running:
        yield running
