"""Indicator 15-3 (online applications received) as the public and the secretariat read it."""

import httpx
from selenium.webdriver.common.by import By

from tests.journeys.people import until
from tests.journeys.walker import Walker
from tests.support.house import House

INDICATOR = "15-3"


def public_value(house: House) -> int:
    """What the portal publishes for this fiscal year."""
    data = httpx.get(f"{house.urls['portal']}/ja/plan/data.json", trust_env=False).json()
    found = [each for measure in data["measures"] for each in measure["indicators"] if each["id"] == INDICATOR]
    return int(found[0]["this_year"]["value"] or 0)


def read_public_plan(resident: Walker, house: House, language: str, value: int) -> None:
    """Read the plan as a resident: the matrix, then the indicator with its number."""
    until(lambda: public_value(house) == value, f"{INDICATOR} at {value}")
    resident.open(f"{house.urls['portal']}/{language}/plan/")
    resident.look("plan")
    resident.open(f"{house.urls['portal']}/{language}/plan/{INDICATOR}/")
    resident.look("indicator")
    assert str(value) in resident.driver.find_element(By.CSS_SELECTOR, ".lead").text


def follow_to_entry(secretary: Walker, house: House) -> None:
    """Click from the number in the plan to the newest entry that moved it, an application on the portal."""
    secretary.follow("/plan/")
    secretary.look("office-plan")
    secretary.open(f"{house.urls['office']}/plan/{INDICATOR}/")
    secretary.look("office-indicator")
    secretary.follow(f"/plan/{INDICATOR}/entries/")
    secretary.look("office-entries")
    secretary.follow("/journal/portal/")
    secretary.look("office-entry")
    assert "application.received" in secretary.text()
