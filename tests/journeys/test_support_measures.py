"""She fled with the child and is under a support measure: nobody's way through the office leads to where she lives."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pypdfium2
import pytest
from selenium.webdriver.common.by import By

from tests.faults.search import search, search_bytes
from tests.journeys import people, shielded
from tests.journeys.walker import Typed, Walker
from tests.support.house import House
from tests.support.in_zone import ask

CODE, FAMILY, WRONG = "special-cash-benefit", "family-of-four", ("birth_date", "昭和65年2月30日")
SUPERVISOR, REFUSED = "上司が判断します", "お答えできません"
ANSWER = "世帯が分かれているため、あなたの口座に振り込みます。"
DAYS = (shielded.BASE, shielded.FLED, shielded.ENDS)
REGISTER_TABLES = "residents_"


def _typed(who: str) -> dict[str, Typed]:
    """What a parent applies with: the child too, and where all of them were registered on the base date."""
    name, kana, born, *_ = shielded.PERSONS[who]
    page = dict(people.answers(CODE, FAMILY)["application"])
    page |= {"name": [name], "kana": [kana], "birth_date": [born.isoformat()], "account-holder": [kana]}
    page["address"] = [shielded.OLD]
    for at, (number, relation) in enumerate(((who, "self"), (shielded.CHILD, "child"))):
        name, kana, born, *_ = shielded.PERSONS[number]
        said = {"name": name, "kana": kana, "birth_date": born.isoformat(), "relation": relation}
        page |= {f"members-{at}-{item}": [text] for item, text in said.items()}
    return {
        "application": {item: texts for item, texts in page.items() if not item.startswith(("members-2", "members-3"))}
    }


@pytest.fixture(scope="module")
def secret(house: House) -> list[str]:
    """The family is in the register; the words that would give her away."""
    key = ask("tests.journeys.shielded", "mynumber", house.environment)["key"]
    return [shielded.SECRET, "カクレ荘", key]


@contextmanager
def _person(sources: list[str], name: str, **way) -> Iterator[Walker]:
    """A person whose pages are searched in the end."""
    with people.person(name, **way) as walker:
        yield walker
        sources.extend(walker.sources)


def test_a_protected_address_is_on_no_page_letter_log_or_answer(house: House, secret: list[str], tmp_path: Path):
    sources: list[str] = []
    hers, his = (_typed(who) for who in (shielded.HER, shielded.HIM))
    with _person(sources, "support-resident", width=360, javascript=False) as her:
        number, code = people.apply(her, house, CODE, "ja", hers, WRONG)
        with _person(sources, "support-former") as him:
            other, _ = people.apply(him, house, CODE, "ja", his, WRONG)
        with _person(sources, "support-clerk") as clerk:
            people.log_in(clerk, house, "mynumber", "inner-clerk")
            for each in (other, number):
                people.until(lambda each=each: SUPERVISOR in _case(clerk, house, each), "the comparison")
                clerk.look("case-protected")
            letters = [_print(clerk, house, household) for household in (shielded.TOGETHER, shielded.APART)]
            people.open_case(clerk, house, "mynumber", number)
            people.decide(clerk, "approve", {"message": [ANSWER]})
        people.until(lambda: ANSWER in people.read_status(her, house, "ja", code), "the decision")
        her.look("status-decided")
    with _person(sources, "support-register") as register:
        people.log_in(register, house, "mynumber", "inner-register")
        for person in shielded.PERSONS:
            _card(register, house, person)
    with _person(sources, "support-office") as office:
        people.log_in(office, house, "office", "office-clerk")
        case = people.sample_case(house, "K")
        people.open_case(office, house, "office", case)
        office.press_element(office.driver.find_element(By.CSS_SELECTOR, 'a[href*="/questions/"]'))
        questions = office.driver.current_url
        for each in shielded.PERSONS:
            _ask(office, questions, each)
        people.until(lambda: _said(office, questions, shielded.OLD), "where he still lives")
        people.until(lambda: _said(office, questions, REFUSED) == len((shielded.HER, shielded.CHILD)), "the refusals")
        office.look("refused")
    assert not [hit for page in (*sources, *letters) for hit in search_bytes(page.encode(), secret, page[:200])]
    assert not search([house.home / "portal", house.home / "office", *_inner(house, tmp_path)], secret)
    with people.person("support-supervisor") as supervisor:
        people.log_in(supervisor, house, "mynumber", "inner-register-head")
        _card(supervisor, house, shielded.HER)
        assert shielded.SECRET in supervisor.text(), "who is in charge sees it, so it was there to be found"


def _case(clerk: Walker, house: House, number: str) -> str:
    people.open_case(clerk, house, "mynumber", number)
    return clerk.text()


def _print(clerk: Walker, house: House, household: str) -> str:
    """Ask for a household's form; the text of the paper, if there is one."""
    clerk.open(f"{house.urls['mynumber']}/paper/")
    form = clerk.driver.find_element(By.CSS_SELECTOR, 'form[action$="/paper/print/"]')
    form.find_element(By.NAME, "household").send_keys(household)
    clerk.press_element(form.find_element(By.CSS_SELECTOR, "button[type=submit]"))
    if not clerk.driver.current_url.endswith(".pdf"):
        clerk.look("form-held")
        return clerk.text()
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in clerk.driver.get_cookies())
    with urlopen(Request(clerk.driver.current_url, headers={"Cookie": cookies})) as answer:
        pages = pypdfium2.PdfDocument(answer.read())
        return "".join(page.get_textpage().get_text_range() for page in pages)


def _card(register: Walker, house: House, number: str) -> None:
    """Look somebody up by their number, and open their card for today, for the day of the flight, and for later."""
    register.open(f"{house.urls['mynumber']}/residents/")
    register.fill({"reason": ["counter"]})
    register.press_submit("/residents/")
    register.fill({"number": [number]})
    register.press_submit("/residents/")
    register.look("found")
    register.press_element(register.driver.find_element(By.PARTIAL_LINK_TEXT, shielded.PERSONS[number][0]))
    card = register.driver.current_url
    for day in DAYS:
        register.open(f"{card}?on={day}")
        register.sources.append(register.driver.page_source)
    register.open(card)
    register.look("card")


def _ask(office: Walker, questions: str, number: str) -> None:
    """Ask where one of the family lived."""
    office.open(questions)
    name, _, born, *_ = shielded.PERSONS[number]
    asked = {"ask": ["address_history"], "purpose": ["deliver_letter"], "name": [name], "day": ["2026-04-01"]}
    office.fill({**asked, "kana": [""], "address": [""], "birth_date": [born.isoformat()]})
    office.press_submit("/ask/")


def _said(office: Walker, questions: str, words: str) -> int:
    office.open(questions)
    return office.text().count(words)


def _inner(house: House, folder: Path) -> list[Path]:
    """The inner zone without the register itself: its logs and files, and every other table of its database."""
    with closing(sqlite3.connect(house.home / "mynumber" / "database.sqlite3", timeout=30)) as database:
        lines = [line for line in database.iterdump() if f'"{REGISTER_TABLES}' not in line[:60]]
    (folder / "dump.sql").write_text("\n".join(lines), "utf-8")
    return [folder, *(path for path in (house.home / "mynumber").iterdir() if path.is_dir())]
