"""Answers are judged before they are sent, worded for people, filled into forms again, and thinned out in the end."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.forms.banking import holder
from yakusho.forms.tests.samples import TODAY, WARD_FILES, small, ward_procedure
from yakusho.japanese.bank_kana import to_bank_kana

FILE = {"blob": "0" * 64, "key": "k", "size_bytes": 1, "media_type": "application/pdf", "name": "証明.pdf"}
WHOLE = {"name": "見本　太郎", "born": "1965-04-01", "agree": True, "way": "desk"}
ACCOUNT = {
    "bank_name": "見本銀行",
    "bank_code": "0000",
    "branch_name": "本店",
    "branch_code": "001",
    "type": "ordinary",
    "number": "0123456",
    "holder": "ミホン タロウ",
}


def paths(answers, language="ja"):
    return [error.path for error in small().check(answers, TODAY, language)]


def examples():
    return [(path, name) for path in WARD_FILES for name in ward_procedure(path).procedure.examples]


def benefit():
    """The ward's procedure that takes one application a household."""
    asked = ((ward_procedure(path), ward_procedure(path).procedure.register_checks) for path in WARD_FILES)
    return next(compiled for compiled, checks in asked if checks is not None and checks.one_per_household)


def sent(compiled, name, language="ja"):
    answers: dict[str, object] = {}
    for page, data in compiled.example(name).items():
        if page not in compiled.visible(answers, TODAY).pages:
            continue
        files = (field for field in compiled.page(page).items if field.control == "file" and field.required)
        answers = answers | {field.id: [FILE] if field.many > 1 else FILE for field in files}
        result = compiled.read_page(page, data, answers, language, today=TODAY)
        assert result.errors == []
        answers = result.answers
    return answers


@pytest.mark.parametrize(("path", "name"), examples(), ids=lambda value: getattr(value, "stem", value))
def test_every_example_of_the_ward_can_be_sent_and_shown(path, name):
    compiled = ward_procedure(path)
    answers = sent(compiled, name)
    assert compiled.check(answers, TODAY, "ja") == []
    assert json.loads(json.dumps(compiled.record(answers, TODAY))) == answers
    for language in ("ja", "en"):
        rows = [row for page in compiled.summary(answers, language, TODAY) for row in page.rows]
        assert all(row.path and row.label and row.shown for row in rows)
        assert len({row.path for row in rows}) == len(rows)


@pytest.mark.parametrize(("path", "name"), examples(), ids=lambda value: getattr(value, "stem", value))
def test_an_example_filled_into_the_form_again_gives_the_same_answers(path, name):
    compiled = ward_procedure(path)
    answers = sent(compiled, name)
    for language in ("ja", "en"):
        typed = compiled.typed(answers, language)
        again = {id_: answer for id_, answer in answers.items() if compiled.item(id_).control == "file"}
        for page in compiled.visible(answers, TODAY).pages:
            of_page = {id_: [text] for id_, text in typed.items() if compiled.page_of(id_).id == page}
            again = compiled.read_page(page, of_page, again, language, today=TODAY).answers
        assert again == answers
        assert list(again) == list(answers)


@pytest.mark.parametrize("name", ["adult", "with-dogs"])
def test_examples_of_the_small_procedure_are_whole(name):
    assert small().check(sent(small(), name), TODAY, "ja") == []


def test_everything_missing_is_asked_for_on_the_pages_that_are_asked():
    assert paths({}) == ["name", "born", "agree", "guardian", "proof", "way"]
    assert paths({"born": "1965-04-01"}) == ["name", "agree", "way"]
    assert paths(WHOLE) == []


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"born": "昭和40年"}, "born"),
        ({"born": "2026-11-25"}, "born"),
        ({"name": 5}, "name"),
        ({"agree": "on"}, "agree"),
        ({"agree": False}, "agree"),
        ({"way": "pigeon"}, "way"),
        ({"persons": 21}, "persons"),
        ({"persons": True}, "persons"),
        ({"account": "x"}, "account-bank_name"),
        ({"account": {**ACCOUNT, "number": "1"}}, "account-number"),
        ({"pets": [{"name": "x"}] * 4}, "pets"),
        ({"pets": [{"name": "x"}, {}]}, "pets-1-name"),
        ({"pets": [5]}, "pets-0-name"),
    ],
)
def test_kept_answers_are_judged_again(answer, path):
    assert path in paths({**WHOLE, **answer})


def test_a_cross_check_speaks_only_when_its_items_are_right_in_themselves():
    post = {**WHOLE, "way": "post", "where": "見本"}
    assert [error.sentence for error in small().check(post, TODAY, "en")] == ["Enter a phone number too."]
    assert paths({**post, "phone": "x"}) == ["phone"]
    assert paths({**post, "phone": "0300000000"}) == []


def test_only_what_is_asked_is_sent_in_the_order_of_the_form():
    mixed = {"way": "desk", "where": "見本", "proof": FILE, "old": 1, **WHOLE}
    assert list(small().record(mixed, TODAY)) == ["name", "born", "agree", "way"]


def test_a_summary_words_every_answer():
    answers = {**WHOLE, "persons": 3, "price": 12000, "account": ACCOUNT, "pets": [{"name": "ポチ"}, {"name": "タマ"}]}
    rows = {row.path: (row.label, row.shown) for page in small().summary(answers, "ja", TODAY) for row in page.rows}
    assert rows["born"] == ("生年月日", "昭和40年4月1日（木）")
    assert rows["kana"] == ("フリガナ", "（なし）")
    assert rows["persons"] == ("人数", "3人")
    assert rows["price"] == ("金額", "12,000円")
    assert rows["agree"] == ("同意します", "はい")
    assert rows["pets-1-name"] == ("犬2の名前", "タマ")
    assert rows["account-type"] == ("口座の種類", "普通")
    assert rows["total"] == ("手数料", "600円")
    english = {row.path: row.shown for page in small().summary(answers, "en", TODAY) for row in page.rows}
    assert english["born"] == "1 April 1965 (Thu)"
    assert english["price"] == "12,000 yen"
    assert "guardian" not in english


def test_a_correction_from_an_earlier_version_fills_what_this_one_has():
    old = {
        **WHOLE,
        "way": "pigeon",
        "fax": "03",
        "persons": "three",
        "pets": [{"name": "ポチ", "breed": "柴"}, 5],
        "proof": FILE,
    }
    fitted = small().answers_from_packet(old)
    assert fitted == {**WHOLE, "way": "pigeon", "pets": [{"name": "ポチ"}, {}], "proof": FILE}
    assert small().typed(old, "ja") == {
        "name": "見本　太郎",
        "born": "昭和40年4月1日",
        "agree": "on",
        "way": "pigeon",
        "pets-0-name": "ポチ",
    }
    assert {row.path: row.shown for row in small().summary(old, "ja", TODAY)[-1].rows}["way"] == "pigeon"


def test_a_form_shows_as_many_members_as_there_are_answers_and_one_when_needed():
    assert small().rows({"pets": [{"name": "x"}] * 2}) == {"pets": 2}
    assert small().rows({}) == {"pets": 1}


def test_only_what_the_procedure_names_survives_anonymisation():
    answers = {**WHOLE, "pets": [{"name": "ポチ", "born": "2019-05-01"}, {"name": "タマ"}]}
    assert small().anonymised(answers) == {"way": "desk", "pets": [{"born": "2019-05-01"}, {}]}


def test_an_input_name_leads_to_its_item_and_page():
    assert small().item("pets-2-name").label.en == "Name"
    assert small().item("account-holder").kind.maxlength == 60
    assert small().page_of("pets-2-name").id == "third"
    with pytest.raises(KeyError):
        small().item("pets-0-nope")


def test_the_benefit_adds_up_for_those_who_want_it():
    compiled = benefit()
    amounts = [list(compiled.calculated(sent(compiled, name), TODAY).values()) for name in compiled.procedure.examples]
    assert amounts == [[300_000], [400_000], [100_000], [100_000]]


def test_the_benefit_refuses_who_was_born_after_the_base_date():
    compiled = benefit()
    answers = sent(compiled, "family")
    answers["members"][2]["birth_date"] = "2020-04-28"
    (error,) = compiled.check(answers, TODAY, "ja")
    assert error.path == "members-2-birth_date"
    assert error.sentence.startswith("世帯の人3：令和2年4月27日より後に生まれた人")
    answers["members"][2]["birth_date"] = "2020-04-27"
    assert compiled.check(answers, TODAY, "ja") == []


def test_a_holder_that_was_taken_goes_into_a_transfer_file_as_it_is():
    kept = holder("ガーぱ　㈱ミホン")
    assert kept == "ガ-パ(カ)ミホン"
    assert to_bank_kana(kept).text == "ｶﾞ-ﾊﾟ(ｶ)ﾐﾎﾝ"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**40), 10**40) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["name", "born", "blob"]), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*WHOLE, "pets", "account", "proof", "persons", "where", "x"]), json_values))
def test_no_answers_make_the_judge_fail(answers):
    small().check(answers, TODAY, "ja")
    small().summary(answers, "en", TODAY)
    small().typed(answers, "ja")
    small().record(answers, TODAY)
    small().rows(small().answers_from_packet(answers))
