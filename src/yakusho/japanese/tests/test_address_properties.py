"""Whatever is read as an address: nothing raises, nothing is lost, and both ways of reading say the same."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yakusho.japanese.addresses import Address, compare_addresses, format_address, load_towns, read_address
from yakusho.japanese.addresses import read_addresses as read_many
from yakusho.japanese.addresses.assembly import CONFIDENCE
from yakusho.japanese.addresses.japan import japan
from yakusho.japanese.addresses.place import find_place
from yakusho.japanese.addresses.quick import read_quickly
from yakusho.japanese.addresses.reader import read_step_by_step
from yakusho.japanese.characters import normal
from yakusho.japanese.numerals import below_ten_thousand, folded
from yakusho.japanese.tests.address_strategies import CASES, composed, numbered, spliced
from yakusho.japanese.tests.read_cases import told
from yakusho.japanese.tests.strategies import texts

TOWNS = load_towns(Path(__file__).parents[4] / "wards" / "itabashi")
PARTS = ("town", "block", "number", "branch", "building", "room", "addressee", "prefecture", "city", "outside", "valid")

TOWNS_PASSED_OVER = 7
"""So few of the towns of Japan are looked up at a time; the rest are much like them."""

addresses = st.one_of(composed(TOWNS), spliced, numbered, texts)


def _parts(address: Address) -> list[object]:
    return [getattr(address, part) for part in PARTS]


def _digits(text: str) -> str:
    """All digits of a text in a row, kanji numerals among them."""
    plain = re.sub(
        "[0-9千百十]+",
        lambda run: run[0] if (value := below_ten_thousand(run[0])) is None else str(value),
        folded(text),
    )
    return re.sub("[^0-9]", "", plain)


@given(addresses)
def test_every_text_is_answered_and_the_original_stays(text: str) -> None:
    address = read_address(text, TOWNS)
    assert address.original == text
    assert address.valid == (address.confidence > 0)
    assert not address.valid or (address.block and (address.town or address.city.endswith("村")))
    assert address.valid or address.reasons
    assert not address.valid or set(address.reasons) <= set(CONFIDENCE)
    assert (address.confidence == 1.0) == (address.valid and not address.reasons)


@example("板橋区板橋2-66-1 0901234-5678")
@given(st.one_of(spliced, numbered, composed(TOWNS)))
def test_the_quick_way_says_what_reading_step_by_step_says(text: str) -> None:
    quick = read_quickly(text, TOWNS)
    assert quick is None or quick == read_step_by_step(text, TOWNS)


@given(st.one_of(spliced, composed(TOWNS)))
def test_no_number_is_lost(text: str) -> None:
    address = read_address(text, TOWNS)
    parts = (*(str(part) for part in address[1:11]), address.rest)
    kept = _digits(" ".join(normal(part).replace("-", "") for part in parts))
    for run in re.findall("[0-9]+", normal(text)):
        assert run.lstrip("0") in kept, f"{run} of {text!r}"


@given(composed(TOWNS))
def test_what_is_written_officially_is_read_as_the_same(text: str) -> None:
    address = read_address(text, TOWNS)
    assert address.valid
    assert _parts(read_address(format_address(address), TOWNS)) == _parts(address)
    assert format_address(read_address(format_address(address), TOWNS)) == format_address(address)


def test_each_case_that_is_written_officially_is_read_as_the_same() -> None:
    readings = [read_address(text, TOWNS) for text in CASES]
    other = [a for a in readings if _parts(read_address(format_address(a), TOWNS)) != _parts(a)]
    assert not other, told([f"{address.original!r} is written {format_address(address)!r}" for address in other])


@given(st.lists(spliced, max_size=5))
def test_a_column_is_read_like_its_cells(cells: list[str]) -> None:
    assert read_many(cells, TOWNS) == [read_address(cell, TOWNS) for cell in cells]


@given(composed(TOWNS), st.one_of(composed(TOWNS), spliced))
def test_comparison_knows_no_order(one: str, other: str) -> None:
    first, second = read_address(one, TOWNS), read_address(other, TOWNS)
    assert compare_addresses(first, second) == compare_addresses(second, first)
    assert compare_addresses(first, first).kind == "equal"


@pytest.mark.parametrize(
    "text", ["あ" * 1_000_000, "1-" * 500_000, "(" * 1_000_000, "板橋2-66-1" + " " * 1_000_000, "\u200b" * 1_000_000]
)
def test_a_text_of_a_megabyte_is_answered_at_once(text: str) -> None:
    started = time.process_time()
    read_address(text, TOWNS)
    assert time.process_time() - started < 1


@pytest.mark.exhaustive
def test_every_town_of_japan_is_found_under_its_own_name() -> None:
    cities = {id(city): city for named in japan().by_name.values() for city in named}.values()
    towns = [(city, base) for city in cities for base in {id(base): base for base in city.towns.values()}.values()]
    lost = []
    for city, base in towns[::TOWNS_PASSED_OVER]:
        place = find_place(f"{city.prefecture}{city.name}{base.name}1番2", TOWNS)
        found = place.base.name if place.base else ""
        if (place.prefecture, place.city, found) != (city.prefecture, city.name, base.name):
            lost.append(f"{city.prefecture}{city.name}{base.name}")
    assert len(towns) > 100_000
    assert not lost, told(lost)


UNITS = (
    *"()ー一字方十の棟内〒",
    *("1-", "A1", "ア-", "(a)", "2丁目", "1番", "No.", "1 ", "上る", "号室", "大字"),
    *("東京都", "東京都板橋区", "株式会社", "気付", "郵便局", "私書箱", "Itabashi-ku, "),
)


@pytest.mark.parametrize("front", ["", "東京都板橋区板橋2-66-1 ", "京都市中京区", "Itabashi-ku 2-66-1 Itabashi "])
def test_no_repetition_takes_long(front: str) -> None:
    read_address("京都市中京区", TOWNS)
    for unit in UNITS:
        text = (front + unit * 1000)[:1000]
        started = time.process_time()
        assert read_address(text, TOWNS).original == text
        assert time.process_time() - started < 0.2, unit
