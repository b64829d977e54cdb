"""What people type is understood in the spellings they use, or answered with a sentence that says how to mend it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.forms import bounds
from yakusho.forms.tests.samples import TODAY, WARD_FILES, small, ward_procedure

ADULT = {"name": ["見本 太郎"], "born": ["S40.4.1"], "agree": ["on"]}
THIRD = {"way": ["desk"]}


def read(page="first", language="ja", answers=None, ignore=(), **sent):
    base = ADULT if page == "first" else THIRD
    data = {
        **base,
        **{name.replace("__", "-"): [text] if isinstance(text, str) else text for name, text in sent.items()},
    }
    return small().read_page(page, data, answers or {}, language, ignore=ignore, today=TODAY)


def account(**parts):
    whole = {
        "bank_name": "見本銀行",
        "bank_code": "0000",
        "branch_name": "本店",
        "branch_code": "001",
        "type": "ordinary",
    }
    whole |= {"number": "0123456", "holder": "ミホン タロウ", **parts}
    return {f"account__{part}": text for part, text in whole.items()}


@pytest.mark.parametrize(
    ("item", "typed", "kept"),
    [
        ("name", " 見本   太郎 ", "見本　太郎"),
        ("name", "髙﨑 神子", "髙﨑　神子"),
        ("name", "Mihon  Jane", "Mihon Jane"),
        ("name", "辻\U000e0100 見本", "辻\U000e0100　見本"),
        ("kana", "みほん　たろう", "ミホン タロウ"),
        ("kana", "ﾐﾎﾝ ｼﾞｪ-ﾝ", "ミホン ジェーン"),
        ("kana", "アブドゥル＝ミホン アリ", "アブドゥル＝ミホン アリ"),
        ("born", "昭和４０年４月１日", "1965-04-01"),
        ("born", "S40.4.1", "1965-04-01"),
        ("born", "1965-04-01", "1965-04-01"),
        ("born", "明治45年7月29日", "1912-07-29"),
        ("postcode", "〒１７３－８５０１", "173-8501"),
        ("postcode", "1738501", "173-8501"),
        ("address", "見本町二丁目６６－１　ﾐﾎﾝﾊｲﾂ", "見本町二丁目66-1 ミホンハイツ"),
        ("phone", "０３（００００）００００", "0300000000"),
        ("phone", "090-0000-0000", "09000000000"),
        ("phone", "+81 (0)90 0000 0000", "09000000000"),
        ("phone", "+1 555 010 0000", "+15550100000"),
        ("email", "ｍｉｈｏｎ＠example.jp", "mihon@example.jp"),
        ("email", "mihon..taro.@example.co.jp", "mihon..taro.@example.co.jp"),
        ("notes", "一行目\r\n二行目\x00\u202e ", "一行目\n二行目"),
        ("plate", "ＡＢ１２", "AB12"),
        ("persons", "１２人", 12),
        ("price", "￥１，２３４円", 1234),
        ("price", "0", 0),
        ("agree", "on", True),
    ],
)
def test_an_answer_is_kept_in_one_spelling(item, typed, kept):
    result = read(**{item: typed})
    assert result.errors == []
    assert result.answers[item] == kept
    assert result.typed[item] == typed


@pytest.mark.parametrize(
    ("item", "typed", "ja", "en"),
    [
        ("name", "", "「氏名」を入れてください。", "Enter “Name”."),
        ("name", " 　\u200b", "「氏名」を入れてください。", "Enter “Name”."),
        ("name", "123", "名前の文字で", "in letters"),
        ("name", "長" * 101, "100文字までです。今は101文字", "up to 100 characters"),
        ("kana", "見本太郎", "カタカナで", "katakana"),
        ("born", "昭和65年4月1日", "平成2年4月1日 のことでしたら", "If you mean 1 April 1990, enter 1990-04-01"),
        ("born", "平成2年2月30日", "暦にありません。月と日を確かめて入れてください。平成2年2月28日", "no such day"),
        ("born", "2026-11-25", "令和8年11月24日までの日", "up to 24 November 2026"),
        ("born", "40.4.1", "元号をつけるか", "with the era"),
        ("born", "昭和40年4月", "何日かまで", "with its day"),
        ("born", "4月1日", "年も入れて", "with its year"),
        ("born", "'65.4.1", "昭和40年4月1日 のことでしたら", "enter 1965-04-01"),
        ("born", "3400401", "数字の並びだけ", "If you mean 1 April 1965, enter 1965-04-01"),
        ("born", "23833", "昭和40年4月1日 のことでしたら", "may mean more than one day"),
        ("born", "650401", "数字の並びだけ", "may mean more than one day"),
        ("born", "昭和40年4月1日頃", "1つの日だけ", "as one exact day"),
        ("born", "昭和40年4月1日～5日", "1つの日だけ", "as one exact day"),
        ("born", "昭和40年4月1日（金）", "曜日が合いません", "belongs to another day"),
        ("born", "昭和40年(1966年)4月1日", "西暦が合いません", "don't agree"),
        ("born", "2200-01-01", "2199年より後", "after 2199"),
        ("born", "昭和40年4月1日\u202e", "昭和40年4月1日 や", "like 1965-04-01"),
        ("born", "きのう", "昭和40年4月1日 や", "like 1965-04-01"),
        ("born", "1872-12-31", "明治6年1月1日", "1 January 1873"),
        ("postcode", "173-850", "7けたの数字", "seven digits"),
        ("phone", "1234", "0から始まる", "begin with 0"),
        ("email", "mihon.example.jp", "@ を入れて", "with an @"),
        ("notes", "長" * 101, "100文字まで", "up to 100"),
        ("notes", "長" * 4_001, "100文字までです。今は4,001文字", "It has 4,001 now"),
        ("notes", "x" * 100_000, "100,000文字ある", "It has 100,000"),
        ("plate", "12AB", "「番号標」は、AB12 のように", "Enter “Plate” like AB12"),
        ("persons", "3.5", "小数は使えません", "whole number"),
        ("persons", "21", "0から20まで", "between 0 and 20"),
        ("persons", "9" * 3_000, "0から20まで", "between 0 and 20"),
        ("persons", "多数", "数字だけで", "in digits"),
        ("agree", "", "チェックを入れて", "tick the box"),
        ("agree", "yes", "画面にある中から", "answers shown"),
        ("name", ["見本", "太郎"], "2回送られました", "was sent twice"),
    ],
)
def test_a_wrong_answer_is_told_how_to_mend(item, typed, ja, en):
    for language, part in (("ja", ja), ("en", en)):
        result = read(language=language, **{item: typed})
        assert [error.path for error in result.errors] == [item]
        assert part in result.errors[0].sentence
        assert "{label}" not in result.errors[0].sentence
        assert item not in result.answers
        assert result.typed.get(item, "") == (typed if isinstance(typed, str) else typed[0])


@pytest.mark.parametrize(
    ("part", "typed", "kept"),
    [
        ("holder", "みほん　じぇーん", "ミホン ジエ-ン"),
        ("holder", "ﾐﾎﾝ ﾀﾛｳ", "ミホン タロウ"),
        ("holder", "カ）ミホン・ショウジ", "カ)ミホン シヨウジ"),
        ("holder", "株式会社みほん", "カ)ミホン"),
        ("holder", "mihon jane", "MIHON JANE"),
        ("number", "０１２３４５６", "0123456"),
        ("bank_code", "0 0 0 0", "0000"),
    ],
)
def test_a_part_of_an_account_is_kept_as_a_transfer_takes_it(part, typed, kept):
    result = read("third", **account(**{part: typed}))
    assert result.errors == []
    assert result.answers["account"][part] == kept


@pytest.mark.parametrize(
    ("part", "typed", "sentence"),
    [
        ("holder", "見本太郎", "「見」は使えません"),
        ("holder", "ミヲン", "「ヲ」は「オ」に"),
        ("holder", "ガ" * 16, "今は32文字"),
        ("holder", "ミホン,タロウ", "「,」は使えません"),
        ("holder", "株式会社", "「口座名義（カタカナ）」を入れてください"),
        ("number", "123456", "0123456 のように"),
        ("number", "12345678", "7けたの数字で"),
        ("bank_code", "見本", "4けたの数字で"),
        ("branch_name", "支" * 61, "60文字まで"),
        ("type", "gold", "画面にある中から"),
        ("type", "", "「口座の種類」を入れてください"),
    ],
)
def test_a_wrong_part_of_an_account_is_told_at_its_own_input(part, typed, sentence):
    result = read("third", **account(**{part: typed}))
    assert [error.path for error in result.errors] == [f"account-{part}"]
    assert (
        sentence.replace("を入れて", "を選んで") in result.errors[0].sentence or sentence in result.errors[0].sentence
    )


def test_an_account_that_is_optional_may_be_left_blank_but_not_half():
    assert "account" not in read("third", **dict.fromkeys(account(), "")).answers
    half = read("third", account__number="0123456")
    assert len(half.errors) == 6
    assert half.answers["account"] == {"number": "0123456"}


def test_members_of_a_group_are_read_in_order_and_blank_ones_passed_over():
    sent = {
        "pets__0__name": "ポチ",
        "pets__1__name": " ",
        "pets__1__born": "",
        "pets__7__name": "タマ",
        "pets__7__born": "R1.5.1",
    }
    result = read("third", **sent)
    assert result.errors == []
    assert result.answers["pets"] == [{"name": "ポチ"}, {"name": "タマ", "born": "2019-05-01"}]
    assert result.rows == {"pets": 3}
    assert result.typed["pets-2-name"] == "タマ"


def test_a_wrong_member_is_named_by_its_number():
    result = read("third", pets__0__name="ポチ", pets__1__born="きのう")
    assert [error.path for error in result.errors] == ["pets-1-name", "pets-1-born"]
    assert result.errors[0].sentence == "「犬2の名前」を入れてください。"
    assert read("third", "en", pets__0__born="2020-01-01").errors[0].sentence == "Enter “Dog 1: Name”."


def test_more_members_than_the_group_takes_are_refused():
    result = read("third", **{f"pets__{row}__name": "x" for row in range(5)})
    assert [error.path for error in result.errors] == ["pets"]
    assert "3件まで" in result.errors[0].sentence


@pytest.mark.parametrize(
    "name", ["nope", "pets-0-nope", "pets-01-name", "pets-x-name", "account", "way-0", "pets", "", "-"]
)
def test_a_name_the_page_does_not_have_is_refused_without_repeating_it(name):
    result = read("third", **{name: "<script>"})
    assert [error.path for error in result.errors] == [""]
    assert "画面を開き直して" in result.errors[0].sentence
    assert "script" not in str(result)


def test_names_of_the_portal_itself_are_passed_over():
    assert read(ignore={"go", "token"}, go="next", token="x").errors == []
    assert read(go="next").errors != []


def test_more_inputs_than_a_form_can_have_are_refused_at_once():
    result = small().read_page("first", {f"x{n}": ["1"] for n in range(601)}, {"way": "desk"}, "en", today=TODAY)
    assert [error.path for error in result.errors] == [""]
    assert "too many items" in result.errors[0].sentence


def test_a_file_is_kept_as_the_portal_gave_it_and_asked_for_when_missing():
    file = {"blob": "0" * 64, "key": "k", "size_bytes": 1, "media_type": "application/pdf", "name": "証明.pdf"}
    child = {"born": "2015-04-01", "way": "desk"}
    data = {"guardian": ["見本 太郎"], "proof": [""]}
    kept = small().read_page("second", data, {**child, "proof": file}, "ja", today=TODAY)
    assert kept.errors == []
    assert kept.answers["proof"] == file
    missing = small().read_page("second", data, child, "ja", today=TODAY)
    assert [(error.path, error.sentence) for error in missing.errors] == [
        ("proof", "「証明」の写真かPDFを選んでください。")
    ]
    as_text = small().read_page("second", {**data, "proof": ["x.pdf"]}, {**child, "proof": file}, "ja", today=TODAY)
    assert [error.path for error in as_text.errors] == ["proof"]
    assert [field.id for field in small().file_items()] == ["proof"]


def test_answers_to_what_is_no_longer_asked_are_left_out():
    first = read("third", way="post", where="見本").answers
    assert first["where"] == "見本"
    second = small().read_page("third", {"way": ["desk"], "where": ["見本"]}, first, "ja", today=TODAY)
    assert second.errors == []
    assert "where" not in second.answers


def test_an_item_that_has_just_become_needed_is_asked_for():
    assert [error.path for error in read("third", way="post").errors] == ["where"]


names = st.sampled_from(
    ["name", "kana", "born", "agree", "pets-0-name", "pets-1-born", "account-holder", "account-number", "way", "price"]
) | st.text(max_size=20)
texts = st.text(max_size=60) | st.text(alphabet="昭和平成令元年月日0123456789.-/ｱﾞ０９S　", max_size=20)
posts = st.dictionaries(names, st.lists(texts | st.just("x" * 5_000), max_size=3), max_size=12)


@settings(deadline=None)
@given(st.sampled_from(["first", "second", "third"]), posts, st.sampled_from(["ja", "en", "zz"]))
def test_no_post_makes_the_reader_fail(page, data, language):
    result = small().read_page(page, data, {}, language, today=TODAY)
    assert all(error.sentence and "{label}" not in error.sentence for error in result.errors)
    assert all(len(text) <= bounds.REDISPLAY_CHARACTERS_MAX for text in result.typed.values())
    small().check(result.answers, TODAY, language)
    small().summary(result.answers, language, TODAY)


@settings(deadline=None)
@given(st.data())
def test_no_post_makes_the_reader_of_the_ward_fail(data):
    compiled = ward_procedure(data.draw(st.sampled_from(WARD_FILES)))
    page = data.draw(st.sampled_from([page for page in compiled.pages if not page.exit]))
    members = [
        f"{group}-{row}-{item.id}"
        for group, field in page.groups.items()
        for item in field.members
        for row in (0, 1, 40)
    ]
    known = st.sampled_from([*sorted(page.names), *members])
    post = data.draw(st.dictionaries(known | st.text(max_size=10), st.lists(texts, max_size=2), max_size=20))
    result = compiled.read_page(page.id, post, {}, "ja", today=TODAY)
    compiled.check(result.answers, TODAY, "en")
    compiled.summary(result.answers, "en", TODAY)


@settings(deadline=None)
@given(
    texts, st.sampled_from(["name", "kana", "born", "postcode", "address", "phone", "email", "notes", "plate", "price"])
)
def test_what_was_read_once_reads_the_same_again(text, item):
    result = read(**{item: text})
    if item in result.answers:
        for language in ("ja", "en", "ja-easy"):
            again = read(**{item: small().typed(result.answers, language)[item]})
            assert again.answers[item] == result.answers[item]
