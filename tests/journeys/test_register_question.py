"""A clerk asks the register beside a case: the question goes inward with the journal, and its answer comes back."""

import pytest
from selenium.webdriver.common.by import By

from tests.journeys import people
from tests.support.house import House

pytestmark = pytest.mark.long
FAMILY = {"name": ["見本 太郎"], "birth_date": ["昭和60年4月1日"], "day": ["令和8年4月1日"]}


@pytest.mark.parametrize(
    ("whom", "answer"), [(FAMILY, "見本 花子"), ({**FAMILY, "name": ["無関係 次郎"]}, "お答えできません")]
)
def test_a_question_crosses_both_walls_and_its_answer_comes_back(house: House, whom, answer):
    number = people.sample_case(house, "K")
    with people.person("register-question", width=1280) as clerk:
        people.log_in(clerk, house, "office", "office-clerk")
        people.until(lambda: _opened(clerk, house, number), "the case in the office")
        clerk.press_element(clerk.driver.find_element(By.CSS_SELECTOR, 'a[href*="/questions/"]'))
        clerk.look("ask-the-register")
        clerk.fill({**whom, "ask": ["members_on"], "purpose": ["identify_applicant"]})
        clerk.press_submit("/ask/")
        people.until(lambda: _opened(clerk, house, number) and answer in clerk.text(), "the register's answer")
        clerk.look("the-answer")
        assert answer in clerk.text()


def _opened(clerk, house: House, number: str) -> bool:
    people.open_case(clerk, house, "office", number)
    return number in clerk.text() and bool(clerk.driver.find_elements(By.CSS_SELECTOR, 'a[href*="/questions/"]'))
