"""The same household online and on paper: its form is printed from the register, registered, and found to be double."""

import re

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.journeys import people
from tests.journeys.walker import PAGE_SECONDS_MAX
from tests.support.house import House

CODE = "special-cash-benefit"
HOUSEHOLD = "980000000000010"  # of the first example's family, in the sample register
FORM = re.compile(r"/paper/([^/]+)/form\.pdf$")


def test_a_household_that_applied_online_and_on_paper_is_found(house: House) -> None:
    typed = people.answers(CODE, "family")
    with people.person("paper-resident", width=360) as resident:
        online, _ = people.apply(resident, house, CODE, "ja", typed, ("birth_date", "昭和65年2月30日"))
    with people.person("paper-clerk") as clerk:
        people.log_in(clerk, house, "mynumber", "inner-clerk")
        people.until(lambda: _checked(clerk, house, online), "the comparison with the register")
        clerk.look("case-compared")
        key = _print(clerk, house)
        number = _register(clerk, house, key, {name: texts for page in typed.values() for name, texts in page.items()})
        assert number != online
        people.until(lambda: online in _compared(clerk, house, number), "the double application")
        clerk.look("case-double")
        assert number in _compared(clerk, house, online), "the earlier case doesn't name the later one"


def _checked(clerk, house, number) -> bool:
    return bool(_compared(clerk, house, number))


def _compared(clerk, house, number) -> str:
    """What the case page shows beside the register."""
    people.open_case(clerk, house, "mynumber", number)
    panels = clerk.driver.find_elements(By.CSS_SELECTOR, "section[aria-labelledby=register-check]")
    return str(panels[0].text) if panels and panels[0].find_elements(By.TAG_NAME, "table") else ""


def _print(clerk, house) -> str:
    """Print the household's form; its key, as it stands under the code on the paper."""
    clerk.open(f"{house.urls['mynumber']}/paper/")
    clerk.look("paper")
    form = clerk.driver.find_element(By.CSS_SELECTOR, 'form[action$="/paper/print/"]')
    form.find_element(By.NAME, "household").send_keys(HOUSEHOLD)
    form.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
    WebDriverWait(clerk.driver, PAGE_SECONDS_MAX).until(lambda driver: FORM.search(driver.current_url))
    found = FORM.search(clerk.driver.current_url)
    assert found
    return found[1]


def _register(clerk, house, key, typed) -> str:
    """Type what came back by post; the number of the new case."""
    clerk.open(f"{house.urls['mynumber']}/paper/{key}/")
    clerk.look("paper-form")
    clerk.fill({name: texts for name, texts in typed.items() if clerk.inputs(name)})
    clerk.press("go", "register")
    clerk.look("paper-registered")
    number = re.search(r"\bP-\d{5}-\d{5}\b", clerk.text())
    assert number, clerk.text()
    return number[0]
