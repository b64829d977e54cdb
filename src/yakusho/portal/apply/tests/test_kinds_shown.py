"""Every kind of item has its input on the page, works without scripts, and says beside it what is wrong."""

import re

import pytest

from yakusho.forms.tests.every_kind import EVERY
from yakusho.portal.apply.conditions import live
from yakusho.portal.apply.fields_html import Filled, page_html
from yakusho.portal.publications.procedures import procedure
from yakusho.portal.tests.resident import Resident, definition_text, publish

ALLOWANCE = "child-allowance-change"
pytestmark = pytest.mark.usefixtures("procedures")


@pytest.fixture
def allowance() -> Resident:
    """Someone who opens the form for child allowance."""
    publish(ALLOWANCE)
    return Resident(ALLOWANCE).opens()


def shown(page: str, language: str = "ja", **typed: str) -> str:
    """A page of the procedure with every kind, all its items asked."""
    publish("every-kind", text=EVERY)
    offered = procedure("every-kind")
    assert offered
    compiled = offered.compiled.page(page)
    return page_html(compiled, Filled(language, {item.id for item in compiled.items}, typed=typed))


def test_each_input_has_a_label_and_its_name() -> None:
    for page in ("people", "things"):
        html = shown(page)
        inputs = re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', html)
        assert len(inputs) == len(set(inputs)) > 10
        assert [name for name in inputs if f'for="{name}"' not in html] == []


def test_towns_of_the_ward_are_offered_while_typing() -> None:
    html = shown("people")
    assert 'list="f-home-town-list"' in html
    assert html.count("<option") > 100


def test_members_of_a_group_have_addresses_with_the_mistake_beside_its_input() -> None:
    publish("every-kind", text=EVERY)
    offered = procedure("every-kind")
    assert offered
    wrong = {"children-1-home-number": "番地を入れてください。"}
    filled = Filled(
        "ja", {"children"}, typed={"children-1-home-town": "板橋二丁目"}, rows={"children": 2}, errors=wrong
    )
    html = page_html(offered.compiled.page("things"), filled)
    assert re.search(
        r'name="children-1-home-town"[^>]* list="f-children-0-home-town-list"[^>]* value="板橋二丁目"', html
    )
    assert html.count('id="f-children-0-home-town-list"') == html.count("<datalist") == 1
    assert re.search(r'id="f-children-1-home-number"[^>]* aria-invalid="true"', html)
    assert html.count('<p class="error"') == 1


def test_a_bank_whose_name_may_mean_several_is_chosen_without_scripts() -> None:
    """Half a name brings the banks that it may mean as choices; the chosen one brings its name and its code."""
    publish("every-kind", text=EVERY)
    account = {
        "account-bank_name": "三井住友信",
        "account-branch_name": "ほんてん",
        "account-type": "ordinary",
        "account-number": "0123456",
        "account-holder": "ミホン ハナコ",
    }
    resident = Resident("every-kind").opens().sends("things", account)
    assert "「金融機関名」にあてはまるものを選んでください。" in resident.text
    assert re.findall(r'<input[^>]* name="account-bank_name"[^>]* value="([^"]*)"', resident.page) == ["0294", ""]
    assert "三井住友信託銀行（0294）" in resident.text
    resident.sends("things", account | {"account-bank_name": ""})
    assert "「金融機関名」を入れてください。" in resident.text
    assert re.search(r'<input class="input[^"]*" type="text" id="f-account-bank_name"', resident.page)


def test_banks_and_branches_are_offered_while_typing() -> None:
    publish("every-kind", text=EVERY)
    resident = Resident("every-kind").opens().sends("people", {}, go="stay")
    assert "banks.js" not in resident.page
    assert 'data-finds="branch_name"' in shown("things")

    def found(**texts: str) -> list[str]:
        answer = resident.client.post("/ja/apply/every-kind/banks/find/", texts)
        return [each["name"] for each in answer.json()["found"]]

    assert found(part="bank_name", bank_name="みずほ") == ["みずほ銀行"]
    assert len(found(part="bank_name", bank_name="のうきょう")) == 20
    assert found(part="branch_name", bank_name="みずほ", branch_name="なります") == ["成増"]
    assert found(part="branch_name", bank_name="み", branch_name="なります") == []
    assert resident.client.post("/ja/apply/every-kind/banks/find/", {"part": "holder"}).status_code == 404


def test_boxes_stay_ticked_and_cells_stand_in_a_table() -> None:
    html = shown("things", colours="red,blue", **{"hours-mon_begin": "9:00"})
    assert len(re.findall(r'name="colours"[^>]* checked', html)) == 2
    assert '<th scope="row">月曜</th>' in html
    assert 'value="9:00"' in html


def test_the_unit_stands_behind_a_number() -> None:
    assert '<span id="f-weight-unit">kg</span>' in shown("things")
    assert 'aria-describedby="f-weight-unit"' in shown("things")


def test_an_explanation_asks_nothing() -> None:
    html = shown("things")
    assert "<p>一行目</p><p>二行目</p>" in html
    assert 'name="before"' not in html


def test_easy_japanese_is_shown_where_the_file_has_it(allowance: Resident) -> None:
    offered = procedure(ALLOWANCE)
    assert offered
    page = offered.compiled.page("change")
    assert "子どもは ふえますか" in page_html(page, Filled("ja-easy", {item.id for item in page.items}))


def test_a_family_asks_for_the_change_without_scripts(allowance: Resident) -> None:
    assert "1 / 5" in allowance.text
    allowance.fills_in("birth")
    assert "＊＊＊＊＊＊＊＊9018" in allowance.text
    assert "123456789018" not in allowance.text
    assert "15日を過ぎています" in allowance.text
    assert "板橋二丁目" in allowance.text
    assert "受付番号" in allowance.submits().text


def test_what_is_wrong_is_explained_beside_the_field(allowance: Resident) -> None:
    answers = allowance.answers_of("birth")
    allowance.sends("change", answers["change"])
    wrong = {"applicant-name": "見本 😀", "home-postcode": "175-0092", "my_number": "123456789012"}
    allowance.sends("you", answers["you"] | wrong)
    for sentence in ("「😀」は使えません", "板橋二丁目の「郵便番号」は 173-0004", "どこかの数字がちがいます"):
        assert sentence in allowance.text


def test_the_way_ends_kindly_for_who_needs_another_procedure(allowance: Resident) -> None:
    answers = allowance.answers_of("birth")
    allowance.sends("change", answers["change"] | {"receives_now": "no"})
    assert "認定請求をしてください" in allowance.text
    assert "入れた内容は送られていません" in allowance.text
    assert 'value="next"' not in allowance.page
    allowance.sends("confirm", answers["confirm"])
    assert "認定請求をしてください" in allowance.text
    allowance.sends("first-claim", {}, "back")
    assert 'name="receives_now"' in allowance.page


def test_a_question_that_a_decision_table_opens_is_asked_for_at_once() -> None:
    publish(ALLOWANCE, text=definition_text(ALLOWANCE).replace('when: change == "more"', 'when: route == "change"', 1))
    offered = procedure(ALLOWANCE)
    assert offered
    found = live(offered, offered.compiled.page("change"))
    assert found
    assert "[name='receives_now']" in found.trigger
