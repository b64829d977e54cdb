"""A request for disclosure: returned for correction, corrected by the resident, then refused with a reason."""

import pytest
from selenium.webdriver.common.by import By

from tests.journeys import people, plan
from tests.support.house import House

CODE = "information-disclosure"
ASK = "何年度の文書か、書いてください。"
REASON = "お求めの文書は、保存期間が過ぎて廃棄しました。"


def _wrong(typed) -> tuple[str, str]:
    """An impossible postcode, on the page that asks for one."""
    assert any("postcode" in page for page in typed.values())
    return "postcode", "12"


@pytest.mark.parametrize(
    ("name", "example", "language", "way"),
    [
        ("disclosure-phone", "person-by-post", "ja", {"width": 360}),
        pytest.param(
            *("disclosure-desktop-plain", "corporation-in-english", "en", {"width": 1280, "javascript": False}),
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_request_is_returned_corrected_and_refused_with_a_reason(house: House, name, example, language, way):
    before = plan.public_value(house)
    typed = people.answers(CODE, example)
    with people.person(name, language=language, **way) as resident:
        number, code = people.apply(resident, house, CODE, language, typed, _wrong(typed))
        assert number.startswith("K-")
        with people.person(f"{name}-clerk", width=768) as clerk:
            people.log_in(clerk, house, "office", "office-clerk")
            people.open_case(clerk, house, "office", number)
            people.decide(clerk, "return", {"text": [ASK]})
            _correct(resident, house, language, code, number, typed)
            people.until(lambda: _corrected(clerk, house, number), "the correction in the office")
            people.decide(clerk, "reject", {"reason": [REASON]})
        people.until(lambda: REASON in people.read_status(resident, house, language, code), "the decision")
        resident.look("status-refused")
        plan.read_public_plan(resident, house, language, before + 1)


def _correct(resident, house, language, code, number, typed) -> None:
    """Open the correction from the status page: everything is filled in; change one answer and send it again."""
    people.until(lambda: ASK in people.read_status(resident, house, language, code), "the request to correct")
    resident.look("status-returned")
    resident.press_submit("/correct/")
    resident.look("correction")
    first = next(iter(typed))
    text = next(name for name in typed[first] if resident.inputs(name)[0].tag_name == "textarea")
    assert resident.inputs(text)[0].get_attribute("value").strip() == typed[first][text][0].strip()
    resident.fill({text: [typed[first][text][0] + "（令和7年度）"]})
    for _ in typed:
        resident.press("go", "next")
    resident.look("correction-check")
    resident.press("go", "submit")
    resident.look("correction-receipt")
    assert number in resident.text()


def _corrected(clerk, house, number) -> bool:
    people.open_case(clerk, house, "office", number)
    return "令和7年度" in clerk.text() and bool(clerk.driver.find_elements(By.CSS_SELECTOR, 'form[action$="/reject/"]'))
