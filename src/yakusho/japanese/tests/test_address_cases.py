"""Every address of the cases is read as a careful clerk reads it."""

from pathlib import Path

import pytest

from yakusho.japanese.addresses import Address, Towns, load_towns, read_address
from yakusho.japanese.tests.read_cases import read_cases, told

WARD = Path(__file__).parents[4] / "wards" / "itabashi"
ALWAYS = ("town", "prefecture", "city", "outside", "valid")
OF_A_VALID_ONE = ("block", "number", "branch", "building", "room", "addressee", "postcode")


@pytest.fixture(scope="module")
def towns() -> Towns:
    return load_towns(WARD)


def _differences(case: dict[str, str], address: Address) -> list[str]:
    """What is read otherwise than expected; of an invalid address only the place is compared."""
    parts = {name: str(int(part)) if isinstance(part, bool) else str(part) for name, part in address._asdict().items()}
    names = ALWAYS + (OF_A_VALID_ONE if case["valid"] == "1" else ())
    found = [f"{name} {parts[name]!a}, not {case[name]!a}" for name in names if parts[name] != case[name]]
    missing = set(filter(None, case["flags"].split(","))) - set(address.flags)
    return [*found, *(f"flag {flag} is missing" for flag in sorted(missing))]


def test_every_case_of_addresses(towns: Towns) -> None:
    differences = []
    for case in read_cases("addresses"):
        if found := _differences(case, read_address(case["input"], towns)):
            differences.append(f"{case['input']!r}: {'; '.join(found)} ({case['source']})")
    assert not differences, told(differences)
