"""The secretariat corrects a value with a reason, and both pages of the plan show it; what was typed wrong is told."""

import pytest
from selenium.webdriver.common.by import By

from tests.journeys import people
from tests.journeys.walker import Walker
from tests.support.house import House

INDICATOR, YEAR = "11-1", "2023"
WRONG = "約36000"
REASON = "J-LIS の確定値に合わせました。"


@pytest.mark.parametrize(
    ("name", "value", "shown", "way"),
    [
        ("results-desktop", "３６１００", "36,100枚", {"width": 1280}),
        pytest.param(
            *("results-phone-plain", "36,200", "36,200枚", {"width": 360, "javascript": False}), marks=pytest.mark.long
        ),
    ],
)
def test_the_secretariat_corrects_a_value_and_the_plan_shows_it(house: House, name, value, shown, way):
    with people.person(name, **way) as secretary:
        people.log_in(secretary, house, "office", "office-plan")
        secretary.follow("/measuring/")
        secretary.look("results")
        secretary.open(f"{house.urls['office']}/measuring/?year={YEAR}&of=all")
        secretary.follow(f"/measuring/{INDICATOR}/{YEAR}/")
        people.decide(secretary, "value", {"value": [WRONG], "reason": [REASON]})
        assert "正確な数ではありません" in secretary.text()
        assert secretary.inputs("value")[0].get_attribute("value") == WRONG
        assert secretary.inputs("reason")[0].get_attribute("value").strip() == REASON
        people.decide(secretary, "value", {"value": [value]})
        assert shown in _row(secretary, REASON)
        secretary.open(f"{house.urls['office']}/plan/{INDICATOR}/")
        secretary.look("office-indicator")
        assert shown in secretary.text()
    with people.person(f"{name}-resident", **way) as resident:
        people.until(lambda: _public(resident, house, shown), f"{shown} on the public page")
        resident.look("indicator")


def _row(secretary: Walker, reason: str) -> str:
    """The newest row of the history with a reason."""
    rows = secretary.driver.find_elements(By.CSS_SELECTOR, "tbody tr")
    return next(row.text for row in rows if reason in row.text)


def _public(resident: Walker, house: House, shown: str) -> bool:
    resident.open(f"{house.urls['portal']}/ja/plan/{INDICATOR}/")
    return shown in resident.text()
