"""She fled with the child and is under a support measure: nobody's way through the office leads to where she lives."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

import pypdfium2
from selenium.webdriver.common.by import By

from tests.faults.search import search, search_bytes
from tests.journeys import people
from tests.journeys.walker import Typed, Walker
from tests.support.house import House


class Known(NamedTuple):
    """One of the sample family, as the register has them."""

    number: str
    name: str
    kana: str
    born: date


HIM = Known("990000000000212", "見本 冬男", "ミホン フユオ", date(1981, 1, 20))
HER = Known("990000000000220", "見本 秋子", "ミホン アキコ", date(1983, 10, 3))
CHILD = Known("990000000000239", "見本 楓", "ミホン カエデ", date(2014, 7, 7))
GRANDMOTHER = Known("990000000000247", "見本 春江", "ミホン ハルエ", date(1955, 3, 15))
HIS_HOUSEHOLD, HER_HOUSEHOLD = "980000000000214", "980000000000222"
HIS_ADDRESS, CARE_OF = "常盤台三丁目97番1号", "板橋二丁目66番1号 支援の窓口気付"
SECRET = ("赤塚八丁目98番17号 見本ひなた荘909号室", "ひなた荘", "赤塚八丁目|98|17")
DAYS = ("2019-10-01", "2020-04-27", "2099-12-31")
CODE, FAMILY, WRONG = "special-cash-benefit", "family-of-four", ("birth_date", "昭和65年2月30日")
SUPERVISOR, REFUSED = "上司が判断します", "お答えできません"
ANSWER = "世帯が分かれているため、あなたの口座に振り込みます。"
REGISTER_TABLES = "residents_"


def _typed(who: Known, address: str) -> dict[str, Typed]:
    """What a parent applies with, for themselves and the child."""
    page = dict(people.answers(CODE, FAMILY)["application"])
    page |= {"name": [who.name], "kana": [who.kana], "birth_date": [who.born.isoformat()], "address": [address]}
    page["account-holder"] = [who.kana]
    for at, (each, relation) in enumerate(((who, "self"), (CHILD, "child"))):
        said = {"name": each.name, "kana": each.kana, "birth_date": each.born.isoformat(), "relation": relation}
        page |= {f"members-{at}-{item}": [text] for item, text in said.items()}
    return {"application": {item: texts for item, texts in page.items() if item[:9] not in ("members-2", "members-3")}}


@contextmanager
def _person(sources: list[str], name: str, **way) -> Iterator[Walker]:
    """A person whose pages are searched in the end."""
    with people.person(name, **way) as walker:
        yield walker
        sources.extend(walker.sources)


def test_a_protected_address_is_on_no_page_letter_log_or_answer(house: House, tmp_path: Path):
    sources: list[str] = []
    with _person(sources, "support-resident", width=360, javascript=False) as her:
        number, code = people.apply(her, house, CODE, "ja", _typed(HER, CARE_OF), WRONG)
        with _person(sources, "support-former", javascript=False) as him:
            other, _ = people.apply(him, house, CODE, "ja", _typed(HIM, HIS_ADDRESS), WRONG)
        with _person(sources, "support-clerk", javascript=False) as clerk:
            people.log_in(clerk, house, "mynumber", "inner-clerk")
            for each in (other, number):
                people.until(lambda each=each: SUPERVISOR in _case(clerk, house, each), "the comparison")
                clerk.look("case-protected")
            letters = [_print(clerk, house, household) for household in (HIS_HOUSEHOLD, HER_HOUSEHOLD)]
            people.open_case(clerk, house, "mynumber", number)
            people.decide(clerk, "approve", {"message": [ANSWER]})
        people.until(lambda: ANSWER in people.read_status(her, house, "ja", code), "the decision")
        her.look("status-decided")
    with _person(sources, "support-register") as register:
        people.log_in(register, house, "mynumber", "inner-register")
        for person in (GRANDMOTHER, HER):
            _card(register, house, person)
    with _person(sources, "support-office", javascript=False) as office:
        people.log_in(office, house, "office", "office-clerk")
        case = people.sample_case(house, "K")
        people.open_case(office, house, "office", case)
        office.press_element(office.driver.find_element(By.CSS_SELECTOR, 'a[href*="/questions/"]'))
        questions = office.driver.current_url
        for each in (HIM, GRANDMOTHER):
            _ask(office, questions, each)
        people.until(lambda: _said(office, questions, HIS_ADDRESS), "where he still lives")
        people.until(lambda: _said(office, questions, REFUSED), "the refusal")
        office.look("refused")
    assert not [hit for page in (*sources, *letters) for hit in search_bytes(page.encode(), SECRET, page[:200])]
    assert not search([house.home / "portal", house.home / "office", *_inner(house, tmp_path)], SECRET)
    with people.person("support-supervisor") as supervisor:
        people.log_in(supervisor, house, "mynumber", "inner-register-head")
        _card(supervisor, house, HER)
        assert SECRET[0] in supervisor.text(), "who is in charge sees it, so it was there to be found"


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


def _card(register: Walker, house: House, who: Known) -> None:
    """Look somebody up by their number, and open their card for today, for the day of the flight, and for later."""
    register.open(f"{house.urls['mynumber']}/residents/")
    register.fill({"reason": ["counter"]})
    register.press_submit("/residents/")
    register.fill({"number": [who.number]})
    register.press_submit("/residents/")
    register.sources.append(register.driver.page_source)
    register.press_element(register.driver.find_element(By.PARTIAL_LINK_TEXT, who.name))
    card = register.driver.current_url
    for day in DAYS:
        register.open(f"{card}?on={day}")
        register.sources.append(register.driver.page_source)
    register.open(card)
    register.look("card")


def _ask(office: Walker, questions: str, who: Known) -> None:
    """Ask where one of the family lived."""
    office.open(questions)
    asked = {"ask": ["address_history"], "purpose": ["deliver_letter"], "name": [who.name], "day": ["2026-04-01"]}
    office.fill({**asked, "kana": [""], "address": [""], "birth_date": [who.born.isoformat()]})
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
