"""The cash benefit, from a resident's home page to the answer: decided behind the inner wall, counted in the plan."""

import pytest

from tests.journeys import people, plan
from tests.support.house import House

CODE = "special-cash-benefit"
WRONG_DATE = ("birth_date", "昭和65年2月30日")
ANSWER = "振り込みの日は、はがきでお知らせします。"


@pytest.mark.parametrize(
    ("name", "example", "language", "way"),
    [
        ("benefit-desktop", "family", "ja", {"width": 1280}),
        ("benefit-phone-plain", "single-in-english", "en", {"width": 360, "javascript": False}),
        pytest.param(
            *("benefit-keyboard", "single-in-english", "en", {"width": 1280, "keyboard": True}), marks=pytest.mark.long
        ),
    ],
)
def test_a_resident_applies_a_clerk_decides_and_the_plan_moves(house: House, name, example, language, way):
    before = plan.public_value(house)
    typed = people.answers(CODE, example)
    with people.person(name, language=language, **way) as resident:
        number, code = people.apply(resident, house, CODE, language, typed, WRONG_DATE)
        assert number.startswith("M-")
        with people.person(f"{name}-clerk", width=1280, keyboard="keyboard" in way) as clerk:
            people.log_in(clerk, house, "mynumber", "inner-clerk")
            people.open_case(clerk, house, "mynumber", number)
            people.decide(clerk, "approve", {"message": [ANSWER]})
        people.until(lambda: ANSWER in people.read_status(resident, house, language, code), "the decision")
        resident.look("status-decided")
        plan.read_public_plan(resident, house, language, before + 1)
    with people.person(f"{name}-secretary") as secretary:
        people.log_in(secretary, house, "office", "office-plan")
        plan.follow_to_entry(secretary, house)
