"""Members of a repeat group have items of several inputs, such as an address or an account, as a page has them."""

import pytest

from yakusho.forms import Malformed, compile_procedure, load
from yakusho.forms.tests.every_kind import EVERY, TABLES, every
from yakusho.forms.tests.samples import TODAY

HOME = {"children-0-home-town": "見本町2丁目", "children-0-home-number": "5番"}
BOOK = {
    "children-0-account-symbol": "10530",
    "children-0-account-symbol_number": "12345671",
    "children-0-account-holder": "ミホン ジロウ",
}


def read(language="ja", **more):
    texts = {"children-0-name": "見本 次郎", "sign": "見本 太郎", **more}
    data = {name: [text] for name, text in texts.items()}
    return every().read_page("things", data, {}, language, today=TODAY)


def wrong(result):
    return {error.path: error.sentence for error in result.errors}


def test_a_member_has_an_address_and_an_account_of_its_own():
    result = read(**HOME, **BOOK)
    assert result.errors == []
    child = result.answers["children"][0]
    assert child["home"] == {"postcode": "999-0002", "town": "見本町二丁目", "number": "5番"}
    assert (child["account"]["bank_code"], child["account"]["number"]) == ("9900", "1234567")


def test_half_an_address_of_a_member_is_told_at_its_input_with_the_members_number():
    result = read(**{"children-0-home-town": "見本町2丁目"})
    assert wrong(result) == {"children-0-home-number": "「子ども1の番地・号」を入れてください。"}
    checked = [e for e in every().check(result.answers, TODAY, "ja") if e.path.startswith("children")]
    assert [error.path for error in checked] == ["children-0-home-number"]


def test_parts_of_a_member_that_contradict_each_other_are_told_there():
    result = read("en", **HOME, **{"children-0-home-postcode": "999-0001"})
    assert list(wrong(result)) == ["children-0-home-postcode"]
    assert "“Child 1: Postcode” of 見本町二丁目 is 999-0002" in wrong(result)["children-0-home-postcode"]


def test_a_rule_looks_into_the_items_of_each_member():
    told = [e for e in every().check(read(**HOME).answers, TODAY, "ja") if e.path.startswith("children")]
    assert [(error.path, error.sentence) for error in told] == [("children-0-home", "子ども1：口座も入れてください。")]


def test_the_check_page_says_whose_address_it_is_and_leads_back_to_its_input():
    answers = read(**HOME).answers
    rows = {row.path: row for page in every().summary(answers, "ja", TODAY) for row in page.rows}
    assert rows["children-0-home-town"].label == "子ども1の住所：町名と丁目"
    assert rows["children-0-home-town"].shown == "見本町二丁目"
    assert rows["children-0-account"].shown == "（なし）"
    assert every().item("children-0-home-town").label.ja == "町名と丁目"
    assert every().page_of("children-0-home-town").id == "things"


def test_what_was_answered_is_filled_in_again():
    typed = every().typed(read(**HOME, **BOOK).answers, "ja")
    assert typed["children-0-home-town"] == "見本町二丁目"
    assert typed["children-0-account-holder"] == "ミホン ジロウ"


def test_browsers_do_not_fill_in_what_is_about_others():
    children = next(field for field in every().page("things").items if field.id == "children")
    assert {part.autocomplete for member in children.members for part in member.parts} == {None}


def test_a_draft_of_before_keeps_what_still_fits():
    old = {"children": [{"name": "見本 次郎", "home": "東京", "account": {"holder": "ミホン", "x": "y"}}, {"home": {}}]}
    assert every().answers_from_packet(old) == {
        "children": [{"name": "見本 次郎", "account": {"holder": "ミホン"}}, {}]
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("each.home.town !=", "each.home.city !=", "“home” has no “city”"),
        ("each.home.town !=", "each.name.town !=", "“name” has no “town”"),
        ("home: {town: 見本町2丁目, number: 5番}\n        account", "home: 見本町\n        account", "wrong shape"),
        (
            "home: {town: 見本町2丁目, number: 5番}\n        account",
            "home: {city: 見本町}\n        account",
            "no “city”",
        ),
        ("{id: name, kind: name, label: {ja: 氏名", "{id: name, kind: file, label: {ja: 氏名", "kind"),
    ],
)
def test_a_fault_inside_a_group_is_told(old, new, words):
    assert old in EVERY
    with pytest.raises(Malformed) as refused:
        load(EVERY.replace(old, new))
    assert any(words in finding.words for finding in refused.value.findings), refused.value.findings


def test_members_are_compared_with_the_register_by_parts_of_their_items():
    text = EVERY.replace(
        "              - {id: name, kind: name, label: {ja: 氏名, en: Name}}\n",
        "              - {id: who, kind: person, label: {ja: 氏名, en: Name}}\n",
    )
    text = text.replace("      - {name: 見本 一子,", "      - {who: {name: 見本 一子, kana: ミホン イチコ},")
    text = text.replace("      - name: 見本 次郎", "      - who: {name: 見本 次郎, kana: ミホン ジロウ}")
    text = text.replace("  account: account\n", "  members: {group: children, name: who.name, kana: who.kana}\n")
    assert compile_procedure(load(text), TABLES).item("children-0-who-kana").kind_name == "text"
