"""A subsidy that came as one file: found by its words, applied for with the receipt, granted, read by the resident."""

import pytest
from PIL import Image, ImageDraw
from selenium.webdriver.common.by import By

from tests.journeys import people
from tests.journeys.walker import Walker
from tests.support.house import House

CODE = "kitchen-waste-composter"
WRONG_DATE = ("bought_on", "令和8年2月30日")
RECEIPT = "領収書.jpg"
ANSWER = "補助金の交付を決定しました。1か月ほどで振り込みます。"


@pytest.mark.parametrize(
    ("name", "example", "language", "words", "seen", "way"),
    [
        (
            *("subsidy-phone-plain", "electric-and-bin", "ja", "コンポスト", ("見本電機 MH-100", "20,000円")),
            {"width": 360, "javascript": False},
        ),
        pytest.param(
            *("subsidy-keyboard", "bin-in-english", "en", "composter", ("Mihon Bin 50", "2,900円")),
            {"width": 1280, "keyboard": True},
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_subsidy_of_one_file_is_found_applied_for_and_granted(
    house: House, tmp_path, name, example, language, words, seen, way
):
    typed = people.answers(CODE, example)
    typed["purchase"] |= {"receipt": [_receipt(tmp_path)]}
    with people.person(name, language=language, **way) as resident:
        _find(resident, house, language, words)
        if way.get("keyboard"):
            _be_told_that_shops_are_not_entitled(resident, house, language)
        number, code = people.apply(resident, house, CODE, language, typed, WRONG_DATE)
        assert number.startswith("K-")
        with people.person(f"{name}-clerk", **{**way, "width": 1280}) as clerk:
            people.log_in(clerk, house, "office", "office-recycling")
            people.open_case(clerk, house, "office", number)
            assert [each for each in (*seen, RECEIPT) if each not in clerk.text()] == []
            people.until(lambda: _copies(clerk) == 1, "the copy of the receipt")
            clerk.look("case-with-receipt")
            people.decide(clerk, "approve", {"message": [ANSWER]})
        people.until(lambda: ANSWER in people.read_status(resident, house, language, code), "the decision")
        resident.look("status-granted")


def _find(resident: Walker, house: House, language: str, words: str) -> None:
    """Look for it by its words; it is the first that is found."""
    resident.open(f"{house.urls['portal']}/{language}/")
    resident.inputs("q")[0].send_keys(words)
    resident.press_element(resident.driver.find_element(By.CSS_SELECTOR, "form[role=search] button"))
    resident.look("found")
    found = resident.driver.find_element(By.CSS_SELECTOR, "main a[href*='/procedures/']")
    assert str(found.get_attribute("href")).endswith(f"/{language}/procedures/{CODE}/")


def _be_told_that_shops_are_not_entitled(resident: Walker, house: House, language: str) -> None:
    """Say that it is for a shop: the way ends with kind words, and nothing can be sent."""
    resident.open(f"{house.urls['portal']}/{language}/apply/{CODE}/")
    resident.fill({"lives_here": ["yes"], "used_at": ["business"]})
    resident.press("go", "next")
    resident.look("not-entitled")
    assert "Recycling Promotion Section" in resident.text()
    assert not resident.driver.find_elements(By.CSS_SELECTOR, 'button[name="go"][value="next"]')


def _receipt(folder) -> str:
    """A photo of a receipt; its path."""
    photo = folder / RECEIPT
    picture = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(picture).text((80, 80), "MIHON SHOP\n2026-10-03\nMH-100  39,800\nCOMPOST 80  4,980", "black")
    picture.save(photo)
    return str(photo)


def _copies(clerk: Walker) -> int:
    """How many clean copies the case offers to open."""
    clerk.driver.refresh()
    return len(clerk.driver.find_elements(By.CSS_SELECTOR, "a[download]"))
