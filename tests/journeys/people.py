"""What residents and staff do, in their words; pages are found by their addresses and inputs by item ids."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from selenium.webdriver.common.by import By

from tests.journeys.walker import Typed, Walker
from tests.support.browser import browser
from tests.support.home import WARD_FOLDER
from tests.support.house import House, accounts
from yakusho.forms import Compiled, compile_procedure, load

WAIT_SECONDS_MAX = 20
NUMBER = re.compile(r"\b[A-Z]-\d{5}-\d{5}\b")
CODE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}\b")


def procedure(code: str) -> Compiled:
    """A procedure of the ward, from its file."""
    return compile_procedure(load((WARD_FOLDER / "procedures" / f"{code}.yaml").read_text("utf-8")))


def answers(code: str, example: str) -> dict[str, Typed]:
    """What an example types, by page; pages that it needs no answer on are not asked."""
    return {page: typed for page, typed in procedure(code).example(example).items() if typed}


@contextmanager
def person(
    name: str, *, width: int = 1280, javascript: bool = True, keyboard: bool = False, language: str = "ja"
) -> Iterator[Walker]:
    """A person with a browser of their own; what was wrong on their way fails the journey at its end."""
    with browser(width=width, javascript=javascript, languages=language) as driver:
        walker = Walker(driver, name, width, javascript, keyboard)
        yield walker
        walker.done()


def until(what: Callable[[], bool], says: str) -> None:
    """Wait for something that the worker does in the background."""
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while not what():
        assert time.monotonic() < deadline, f"{says}: not within {WAIT_SECONDS_MAX} s"
        time.sleep(0.3)


def apply(
    resident: Walker, house: House, code: str, language: str, typed_by_page: dict[str, Typed], wrong: tuple[str, str]
) -> tuple[str, str]:
    """Apply for a procedure from the home page to the receipt, with one mistake on the way; number and code."""
    fill_in(resident, house, code, language, typed_by_page, wrong)
    resident.press("go", "submit")
    return receipt(resident)


def fill_in(
    resident: Walker,
    house: House,
    code: str,
    language: str,
    typed_by_page: dict[str, Typed],
    wrong: tuple[str, str] | None = None,
) -> None:
    """Fill in a procedure's form from the home page to its check page, perhaps with one mistake on the way."""
    resident.open(f"{house.urls['portal']}/{language}/")
    resident.look("home")
    resident.follow(f"/{language}/procedures/{code}/")
    resident.look("guide")
    resident.follow(f"/{language}/apply/{code}/")
    resident.look("form")
    for page, typed in typed_by_page.items():
        later = resident.fill(typed)
        if wrong and wrong[0] in typed:
            _be_corrected(resident, wrong, {name: values for name, values in typed.items() if name not in later})
        resident.press("go", "next")
        while later:
            resident.look("asked-for-more")
            waiting, later = later, resident.fill(later)
            assert len(later) < len(waiting), f"never asked for {list(later)}"
            resident.press("go", "next")
        resident.look(f"after-{page}")


def receipt(resident: Walker) -> tuple[str, str]:
    """Read number and code of what was received just now."""
    resident.look("receipt")
    text = resident.text()
    number, status_code = NUMBER.search(text), CODE.search(text)
    assert number, text
    assert status_code, text
    return number[0], status_code[0]


def _be_corrected(resident: Walker, wrong: tuple[str, str], typed: Typed) -> None:
    """Type something impossible, be told beside the field, find all else as it was, and mend it."""
    name, value = wrong
    resident.fill({name: [value]})
    resident.press("go", "next")
    resident.look("error")
    assert resident.inputs(name)[0].get_attribute("value") == value
    assert resident.inputs(name)[0].get_attribute("aria-invalid") == "true"
    for other, values in typed.items():
        if other != name and resident.inputs(other)[0].get_attribute("type") in ("text", "tel"):
            assert resident.inputs(other)[0].get_attribute("value") == values[0], other
    resident.fill({name: typed[name]})


def read_status(resident: Walker, house: House, language: str, code: str) -> str:
    """Open the status page by typing the code on the home page; its text."""
    resident.open(f"{house.urls['portal']}/{language}/")
    resident.inputs("code")[0].send_keys(code)
    resident.press_submit(f"/{language}/continue/")
    return resident.text()


def log_in(staff: Walker, house: House, zone: str, user: str) -> None:
    """Log in with a sample account."""
    password = next(account.password for account in accounts(house) if account.user == user)
    staff.open(f"{house.urls[zone]}/")
    staff.look("login")
    staff.inputs("login")[0].send_keys(user)
    staff.inputs("password")[0].send_keys(password)
    staff.press_submit("/login/")
    staff.look("inbox")


def open_case(staff: Walker, house: House, zone: str, number: str) -> None:
    """Find a case in the inbox by its number, and open it."""

    def listed() -> bool:
        staff.open(f"{house.urls[zone]}/inbox/")
        return bool(staff.driver.find_elements(By.PARTIAL_LINK_TEXT, number))

    until(listed, f"{number} in the inbox")
    staff.press_element(staff.driver.find_element(By.PARTIAL_LINK_TEXT, number))
    staff.look("case")


def decide(staff: Walker, action: str, typed: Typed) -> None:
    """Take an action on the open case, filling in its form."""
    form = staff.driver.find_element(By.CSS_SELECTOR, f'form[action$="/{action}/"]')
    folded = form.find_elements(By.XPATH, "ancestor::details[not(@open)]/summary")
    for summary in folded:
        summary.click()
    for name, values in typed.items():
        field = form.find_element(By.NAME, name)
        for details in field.find_elements(By.XPATH, "ancestor::details[not(@open)]/summary"):
            details.click()
        field.clear()
        field.send_keys(values[0])
    staff.press_element(form.find_element(By.CSS_SELECTOR, "button[type=submit]"))
    staff.look(f"after-{action}")


def sample_case(house: House, letter: str) -> str:
    """The number of a new case from the ward's examples, of the kind whose numbers begin with a letter."""
    for _ in range(4):
        made = house.command("sample", "applications", "--count", "4").stdout
        found = [number[0] for number in NUMBER.finditer(made) if number[0].startswith(f"{letter}-")]
        if found:
            return found[0]
    raise AssertionError(f"no example whose number begins with {letter}")
