"""The cash benefit, from a resident's home page to the answer: decided behind the inner wall, counted in the plan."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from selenium.webdriver.common.by import By

from tests.journeys import people, plan
from tests.journeys.walker import Walker
from tests.support.house import House

CODE = "special-cash-benefit"
WRONG_DATE = ("birth_date", "昭和65年2月30日")
FILES = ("account_proof", ("通帳の表紙.png", "通帳の見開き.pdf"))
ANSWER = "振り込みの日は、はがきでお知らせします。"


@pytest.mark.parametrize(
    ("name", "example", "language", "way"),
    [
        ("benefit-desktop", "family-of-four", "ja", {"width": 1280}),
        pytest.param(
            *("benefit-phone-plain", "single-in-english", "en", {"width": 360, "javascript": False}),
            marks=pytest.mark.long,
        ),
        pytest.param(
            *("benefit-keyboard", "single-in-english", "en", {"width": 1280, "keyboard": True}), marks=pytest.mark.long
        ),
    ],
)
def test_a_resident_applies_a_clerk_decides_and_the_plan_moves(house: House, tmp_path, name, example, language, way):
    before = plan.public_value(house)
    typed = people.answers(CODE, example)
    typed["application"] |= {FILES[0]: ["\n".join(_scans(tmp_path))]}
    with people.person(name, language=language, **way) as resident:
        number, code = people.apply(resident, house, CODE, language, typed, WRONG_DATE)
        assert number.startswith("M-")
        with people.person(f"{name}-clerk", width=1280, keyboard="keyboard" in way) as clerk:
            people.log_in(clerk, house, "mynumber", "inner-clerk")
            people.open_case(clerk, house, "mynumber", number)
            people.until(lambda: _copies(clerk) == len(FILES[1]), "the copies of the files")
            clerk.look("case-with-files")
            people.decide(clerk, "approve", {"message": [ANSWER]})
        people.until(lambda: ANSWER in people.read_status(resident, house, language, code), "the decision")
        resident.look("status-decided")
        plan.read_public_plan(resident, house, language, before + 1)
    with people.person(f"{name}-secretary") as secretary:
        people.log_in(secretary, house, "office", "office-plan")
        plan.follow_to_entry(secretary, house)


def _scans(folder: Path) -> list[str]:
    """A photo and a PDF of the bank book; their paths."""
    photo, scan = (folder / name for name in FILES[1])
    Image.new("RGB", (1200, 900), "lightgray").save(photo)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(scan)
    return [str(photo), str(scan)]


def _copies(clerk: Walker) -> int:
    """How many clean copies the case offers to open."""
    clerk.driver.refresh()
    return len(clerk.driver.find_elements(By.CSS_SELECTOR, "a[download]"))
