"""A resident finds a number of the plan wrong, says so, and reads the answer; what moved stands on the public page."""

import httpx
import pytest
from selenium.webdriver.common.by import By

from tests.journeys import people, plan
from tests.journeys.walker import Walker
from tests.support.house import House

MEASURE = plan.INDICATOR.partition("-")[0]
REPORT = "10月の申請が入っていないようです。"
ANSWER = "10月の分を入れました。お知らせありがとうございます。"


@pytest.mark.parametrize(
    ("name", "way"),
    [
        pytest.param("wrong-number-desktop", {"width": 1280}, marks=pytest.mark.long),
        ("wrong-number-phone-plain", {"width": 360, "javascript": False}),
        pytest.param("wrong-number-keyboard", {"width": 1280, "keyboard": True}, marks=pytest.mark.long),
    ],
)
def test_a_resident_says_that_a_number_is_wrong_and_the_secretariat_answers(house: House, name, way):
    before = plan.public_value(house)
    with people.person(name, **way) as resident:
        number, code = _report(resident, house)
        with people.person(f"{name}-secretary") as secretary:
            people.log_in(secretary, house, "office", "office-plan")
            people.open_case(secretary, house, "office", number)
            assert REPORT in secretary.text()
            assert plan.INDICATOR in secretary.text()
            people.decide(secretary, "approve", {"message": [ANSWER]})
        people.until(lambda: ANSWER in people.read_status(resident, house, "ja", code), "the answer")
        resident.look("status-answered")
        people.until(lambda: str(before + 1) in _lead(resident, house), "the number that moved")
        resident.look("indicator-moved")
        _read_what_moved(resident, house)


def _lead(resident: Walker, house: House) -> str:
    """What the indicator's page says first, asked for anew: it may be kept for half a minute."""
    resident.open(f"{house.urls['portal']}/ja/plan/{plan.INDICATOR}/")
    resident.driver.refresh()
    return resident.driver.find_element(By.CSS_SELECTOR, ".lead").text


def _report(resident: Walker, house: House) -> tuple[str, str]:
    """From the plan's matrix down to the indicator, to the form with its name in it, to the receipt."""
    resident.open(f"{house.urls['portal']}/ja/plan/")
    resident.look("plan")
    resident.follow(f"/ja/plan/{MEASURE}/")
    resident.look("measure")
    resident.follow(f"/ja/plan/{plan.INDICATOR}/")
    resident.look("indicator")
    resident.follow("?indicator=")
    resident.look("report-form")
    assert resident.inputs("indicator")[0].get_attribute("value").startswith(plan.INDICATOR)
    resident.press("go", "next")
    resident.look("report-error")
    assert resident.inputs("indicator")[0].get_attribute("value").startswith(plan.INDICATOR)
    resident.fill({"report": [REPORT]})
    resident.press("go", "next")
    resident.look("report-check")
    resident.press("go", "submit")
    resident.look("report-receipt")
    text = resident.text()
    number, code = people.NUMBER.search(text), people.CODE.search(text)
    assert number, text
    assert code, text
    return number[0], code[0]


def _read_what_moved(resident: Walker, house: House) -> None:
    """The list of changes, and the same for feed readers."""
    resident.open(f"{house.urls['portal']}/ja/plan/changes/")
    resident.look("plan-changes")
    assert plan.INDICATOR in resident.text()
    feed = httpx.get(f"{house.urls['portal']}/ja/plan/changes.atom", trust_env=False)
    assert plan.INDICATOR in feed.text
    resident.open(f"{house.urls['portal']}/ja/plan/previous/")
    resident.look("plan-before")
