"""A question, its answer, a lost code replaced at the counter, a correction on another computer, and a withdrawal."""

import pytest
from selenium.webdriver.common.by import By

from tests.journeys import people
from tests.support.house import House

CODE = "information-disclosure"
QUESTION = "写しは何部、必要ですか。"
ANSWER = "二部お願いします。"
ASK = "どの会議の資料か、書いてください。"
WHY = "ホームページで見つけました。"


@pytest.mark.parametrize(
    ("name", "example", "language", "way"),
    [
        ("lost-code-phone-plain", "person-by-post", "ja", {"width": 360, "javascript": False}),
        pytest.param("lost-code-keyboard", "corporation-in-english", "en", {"keyboard": True}, marks=pytest.mark.long),
    ],
)
def test_a_resident_answers_loses_the_code_goes_on_elsewhere_and_withdraws(house: House, name, example, language, way):
    typed = people.answers(CODE, example)
    with people.person(f"{name}-clerk") as clerk:
        with people.person(name, language=language, **way) as resident:
            number, old = people.apply(resident, house, CODE, language, typed, ("postcode", "12"))
            people.log_in(clerk, house, "office", "office-clerk")
            people.open_case(clerk, house, "office", number)
            people.decide(clerk, "ask", {"question": [QUESTION]})
            people.until(lambda: QUESTION in people.read_status(resident, house, language, old), "the question")
            resident.look("status-asked")
            resident.follow("/status/answer/")
            resident.look("answer")
            resident.fill({"text": [ANSWER]})
            resident.press("go", "send")
            people.until(lambda: _shows(clerk, house, number, ANSWER), "the answer at the desk")
            clerk.look("case-answered")
            new = _new_code(clerk)
            people.until(lambda: number not in people.read_status(resident, house, language, old), "the old code's end")
            resident.look("old-code")
        with people.person(f"{name}-elsewhere", language=language, **way) as elsewhere:
            people.until(lambda: number in people.read_status(elsewhere, house, language, new), "the new code")
            elsewhere.look("status")
            people.open_case(clerk, house, "office", number)
            people.decide(clerk, "return", {"text": [ASK]})
            people.until(lambda: ASK in people.read_status(elsewhere, house, language, new), "the request to correct")
            _send_again(elsewhere, typed)
            assert number in elsewhere.text()
            _withdraw(elsewhere, house, language, new)
        people.until(lambda: _shows(clerk, house, number, WHY), "the withdrawal at the desk")
        clerk.look("case-withdrawn")
        assert not clerk.driver.find_elements(By.CSS_SELECTOR, 'form[action$="/approve/"]')


def _shows(clerk, house, number, words) -> bool:
    people.open_case(clerk, house, "office", number)
    return words in clerk.text()


def _new_code(clerk) -> str:
    """At the counter: the person shows who they are, and takes a slip with a new code home."""
    form = clerk.driver.find_element(By.CSS_SELECTOR, 'form[action$="/code/"]')
    for summary in form.find_elements(By.XPATH, "ancestor::details[not(@open)]/summary"):
        summary.click()
    clerk.press_element(form.find_element(By.CSS_SELECTOR, "button[type=submit]"))
    clerk.look("code-without-identity")
    clerk.driver.find_element(By.CSS_SELECTOR, 'input[name="identity"]').click()
    clerk.press_submit("/code/")
    clerk.look("slip")
    code = people.CODE.search(clerk.text())
    assert code, clerk.text()
    return code[0]


def _send_again(resident, typed) -> None:
    """Correct on a computer that never saw the application: everything is filled in."""
    resident.press_submit("/correct/")
    for _ in typed:
        resident.press("go", "next")
    resident.press("go", "submit")


def _withdraw(resident, house, language, code) -> None:
    people.read_status(resident, house, language, code)
    resident.follow("/status/withdraw/")
    resident.look("withdraw")
    resident.fill({"text": [WHY]})
    resident.press("go", "send")
    resident.look("withdrawn")
