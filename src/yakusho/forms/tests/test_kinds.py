"""Every kind of item is understood as people write it, explained where it is wrong, and shown again as it was meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.forms import compile_procedure, load, yucho
from yakusho.forms.kinds_value import date_kind
from yakusho.forms.paths import answer_at, base_day, line_at
from yakusho.forms.schema.items import DateItem
from yakusho.forms.schema.texts import Text
from yakusho.forms.tests.every_kind import EVERY, MY_NUMBER, every
from yakusho.forms.tests.samples import TODAY
from yakusho.forms.words import Wrong

FILE = {"blob": "0" * 64, "key": "k", "size_bytes": 1, "media_type": "application/pdf", "name": "委任状.pdf"}
PEOPLE = {
    "acting": "self",
    "you-name": "見本 太郎",
    "you-kana": "ミホン タロウ",
    "home-postcode": "999-0001",
    "home-town": "見本町一丁目",
    "home-number": "1-1",
}


def read(page="people", language="ja", answers=None, **sent):
    base = PEOPLE if page == "people" else {"sign": "見本 太郎"}
    texts = {**base, **{name.replace("__", "-"): text for name, text in sent.items()}}
    data = {name: text if isinstance(text, list) else [text] for name, text in texts.items()}
    return every().read_page(page, data, answers or {}, language, today=TODAY)


def things(**sent):
    return read("things", answers=read().answers, **sent)


def wrong(result):
    return {error.path: error.sentence for error in result.errors}


def sent(name, files=()):
    answers = {item: [FILE] for item in files}
    for page in every().pages:
        if page.exit:
            continue
        result = every().read_page(page.id, every().example(name)[page.id], answers, "ja", today=TODAY)
        assert result.errors == []
        answers = result.answers
    return answers


@pytest.mark.parametrize(("name", "files"), [("alone", ()), ("whole", ("letter",))])
def test_the_examples_can_be_sent_shown_and_filled_in_again(name, files):
    answers = sent(name, files)
    assert every().check(answers, TODAY, "ja") == []
    for language in ("ja", "en", "ja-easy"):
        typed = every().typed(answers, language)
        again = {item: [FILE] for item in files}
        for page in every().pages:
            data = {path: [text] for path, text in typed.items() if every().page_of(path) is page}
            again = every().read_page(page.id, data, again, language, today=TODAY).answers
        assert again == answers
        rows = [row for page in every().summary(answers, language, TODAY) for row in page.rows]
        assert all(row.label and row.shown for row in rows)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("見本 😀", "「😀」は使えません"),
        ("見本\u202e太郎", "目に見えない文字"),
        ("見本\x00太郎", "目に見えない文字"),
        ("見本\ud800", "目に見えない文字"),
        ("見本 \ue000", "外字"),
        ("⾒本 太郎", "「見」と入れ直して"),
        ("محمد", "漢字・かな・アルファベット"),
        ("123", "名前の文字で"),
        ("★", "使えません"),
    ],
)
def test_what_cannot_stand_in_a_name_is_explained_beside_it(typed, sentence):
    assert list(wrong(read(you__name=typed))) == ["you-name"]
    assert sentence in wrong(read(you__name=typed))["you-name"]
    assert "{label}" not in wrong(read("people", "en", you__name=typed))["you-name"]


@pytest.mark.parametrize("typed", ["𠮷田 太郎", "髙\U000e0100﨑 神子", "Nguyễn Văn", "O'Neil Ａｎｎ", "㈱見本", "々〆"])
def test_unusual_names_are_kept_as_they_are(typed):
    result = read(you__name=typed)
    assert result.errors == []
    assert result.answers["you"]["name"].replace("\u3000", " ") == typed


def test_former_name_and_alias_are_asked_but_never_needed():
    assert "former_name" not in read().answers["you"]
    assert read(you__former_name="例", you__alias="見本 ハナ").answers["you"]["alias"] == "見本　ハナ"
    shown = {row.path for row in every().summary(read().answers, "ja", TODAY)[0].rows}
    assert "you-kana" in shown
    assert "you-alias" not in shown


@pytest.mark.parametrize("typed", ["見本町二丁目", "見本町2丁目", "見本町２", "見本市見本町二丁目", "みほんちょう2"])
def test_a_town_is_found_however_it_is_written_and_gives_its_postcode(typed):
    assert read(home__town=typed, home__postcode="").answers["home"] == {
        "postcode": "999-0002",
        "town": "見本町二丁目",
        "number": "1-1",
    }


def test_a_town_of_elsewhere_or_with_the_postcode_of_another_is_told():
    assert "丁目まで" in wrong(read(home__town="例町"))["home-town"]
    assert "999-0001 です" in wrong(read(home__postcode="9990002"))["home-postcode"]
    assert wrong(read(home__postcode="999-8501")) == {}
    answers = {**read().answers, "home": {"postcode": "999-0002", "town": "見本町一丁目", "number": "1"}}
    assert "home-postcode" in [error.path for error in every().check(answers, TODAY, "ja")]


def test_without_a_table_any_town_is_taken():
    plain = compile_procedure(load(EVERY))
    data = {name: [text] for name, text in {**PEOPLE, "home-town": "例町"}.items()}
    assert plain.read_page("people", data, {}, "ja", today=TODAY).answers["home"]["town"] == "例町"


def test_an_address_elsewhere_has_a_postcode_unless_it_is_abroad():
    agent = {"acting": "agent", "agent__name": "見本 二郎", "elsewhere__rest": "見本市1-1"}
    assert "elsewhere-postcode" in wrong(read(**agent, elsewhere__prefecture="osaka"))
    assert "elsewhere-postcode" not in wrong(read(**agent, elsewhere__prefecture="abroad"))


@pytest.mark.parametrize("typed", ["1234 5678 9018", "１２３４－５６７８－９０１８", MY_NUMBER])
def test_a_my_number_is_read_and_shown_masked(typed):
    result = read(my_number=typed)
    assert result.answers["my_number"] == MY_NUMBER
    (shown,) = [row.shown for row in every().summary(result.answers, "ja", TODAY)[0].rows if row.path == "my_number"]
    assert shown == "＊＊＊＊＊＊＊＊9018"


def test_a_wrong_my_number_is_never_mended():
    assert "どこかの数字がちがいます" in wrong(read(my_number="123456789012"))["my_number"]
    assert "12けた" in wrong(read(my_number="12345"))["my_number"]


def test_my_numbers_are_taken_out_to_be_sealed_on_their_own_and_put_back():
    answers = {**sent("whole", ("letter",)), "my_number": MY_NUMBER}
    rest, parts = every().without_apart(answers)
    assert parts == {"my_number": MY_NUMBER, "children-0-number": MY_NUMBER}
    assert MY_NUMBER not in str(rest)
    assert every().with_apart(rest, parts) == answers | {"my_number": MY_NUMBER}
    assert every().with_apart({}, {"children-7-number": "1", "x": "2", "home-town": "3"}) == {}


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("12.5", "12.50", "12.50kg"),
        ("３６．５kg", "36.50", "36.50kg"),
        (".5", "0.50", "0.50kg"),
    ],
)
def test_a_number_keeps_its_decimals(typed, kept, shown):
    result = things(weight=typed)
    assert result.answers.get("weight") == kept
    rows = {row.path: row.shown for row in every().summary(result.answers, "ja", TODAY)[-1].rows}
    assert rows["weight"] == shown


@pytest.mark.parametrize("typed", ["1.234", "x", "1.2.3", "-", ".", "500.01", "9" * 3_000, "-1"])
def test_a_number_out_of_its_bounds_is_told(typed):
    assert list(wrong(things(weight=typed))) == ["weight"]


def test_rules_see_a_number_with_decimals_in_its_smallest_unit():
    paths = [error.path for error in every().check(things(weight="300.01").answers, TODAY, "ja")]
    assert "weight" in paths
    assert "weight" not in [error.path for error in every().check(things(weight="300").answers, TODAY, "ja")]


def test_several_boxes_are_ticked():
    assert things(colours=["blue", "red"]).answers["colours"] == ["red", "blue"]
    assert things(colours="red,blue").answers["colours"] == ["red", "blue"]
    assert "2つまで" in wrong(things(colours=["red", "blue", "green"]))["colours"]
    assert "画面にある中から" in wrong(things(colours=["red", "pink"]))["colours"]
    assert "colours" not in things().answers
    assert "緑以外" in str(every().check(things(colours=["green"]).answers, TODAY, "ja"))


def test_another_answer_is_given_in_ones_own_words():
    assert things(way__choice="other", way__other="鳩").answers["way"] == {"choice": "other", "other": "鳩"}
    assert list(wrong(things(way__choice="other"))) == ["way-other"]
    assert things(way__choice="post", way__other="鳩").answers["way"] == {"choice": "post"}
    assert list(wrong(things(way__other="鳩"))) == ["way-choice"]


def test_a_table_is_read_cell_by_cell():
    result = things(hours__mon_begin="9:00", hours__tue_count="x")
    assert result.answers["hours"] == {"mon_begin": "9:00"}
    assert wrong(result)["hours-tue_count"].startswith("「火曜：人数」は、数字だけで")


# 記号・番号 of sample bank books as they are widely printed, and what a transfer names for them.
@pytest.mark.parametrize(
    ("symbol", "number", "code", "name", "kind", "digits"),
    [
        ("10530", "12345671", "058", "〇五八", "ordinary", "1234567"),
        ("１０５３０－２", "1234-5671", "058", "〇五八", "ordinary", "1234567"),
        ("11940", "1231", "198", "一九八", "ordinary", "0000123"),
        ("00530", "123456", "059", "〇五九", "current", "0123456"),
    ],
)
def test_an_account_of_japan_post_bank_is_worked_out_from_its_book(symbol, number, code, name, kind, digits):
    sent = things(account__symbol=symbol, account__symbol_number=number, account__holder="ミホン タロウ")
    assert sent.errors == []
    kept = sent.answers["account"]
    assert [kept[part] for part in ("bank_name", "bank_code", "branch_code", "branch_name", "type", "number")] == [
        *("ゆうちょ銀行", "9900", code, name, kind, digits)
    ]
    assert every().check({**read().answers, **sent.answers}, TODAY, "ja") == []


@pytest.mark.parametrize(
    ("texts", "path"),
    [
        ({"symbol": "1053", "symbol_number": "12345671"}, "account-symbol"),
        ({"symbol": "10530", "symbol_number": "12345672"}, "account-symbol_number"),
        ({"symbol": "00530", "symbol_number": "1234567"}, "account-symbol_number"),
        ({"symbol": "10530"}, "account-symbol_number"),
        ({"symbol_number": "12345671"}, "account-symbol"),
        ({"symbol": "10530", "symbol_number": "12345671", "bank_code": "0000"}, "account-symbol"),
    ],
)
def test_a_bank_book_that_does_not_fit_is_told_at_one_input(texts, path):
    result = things(**{f"account__{part}": text for part, text in texts.items()}, account__holder="ミホン")
    assert list(wrong(result)) == [path]


@settings(deadline=None)
@given(st.integers(0, 1), st.integers(0, 999), st.integers(1, 10**8 - 1))
def test_every_bank_book_gives_an_account_or_a_sentence(first, middle, number):
    account = yucho.account(f"{first}{middle:03}0", str(number))
    if isinstance(account, Wrong):
        assert number % 10 != 1 or number < 10 or first == 0
    else:
        assert (len(account.number), len(account.branch_code), len(account.branch_name)) == (7, 3, 3)


def test_a_signature_writes_the_name_of_who_applies():
    answers = {**read().answers, **things(sign="見本　太郎").answers}
    assert every().check(answers, TODAY, "ja") == []
    answers["sign"] = "見本　次郎"
    assert [error.path for error in every().check(answers, TODAY, "ja")] == ["sign"]


def test_many_files_are_kept_in_a_list_and_counted():
    agent = {"acting": "agent", "agent__name": "見本 二郎", "elsewhere__prefecture": "abroad", "elsewhere__rest": "x"}
    assert "letter" in wrong(read(**agent))
    kept = read(answers={"letter": [FILE] * 3}, **agent).answers
    assert kept["letter"] == [FILE] * 3
    assert "letter" not in [error.path for error in every().check(kept, TODAY, "ja")]
    kept["letter"] = [FILE] * 4
    assert "3個まで" in str(every().check(kept, TODAY, "ja"))
    two = read(answers={"letter": [FILE] * 2}, **agent).answers
    shown = {row.path: row.shown for row in every().summary(two, "ja", TODAY)[0].rows}
    assert shown["letter"] == "委任状.pdf、委任状.pdf"


def test_what_the_portal_needs_to_know_stands_on_the_items():
    letter, email = every().item("letter"), every().item("email")
    assert (letter.many, letter.camera, email.confirm) == (3, True, "code")
    assert every().item("home-town").kind.suggestions == ("見本町一丁目", "見本町二丁目")


def test_who_acts_is_read_from_the_answers():
    assert every().acting(sent("alone")) == {"kind": "self", "proofs": []}
    assert every().acting(sent("whole", ("letter",))) == {
        "kind": "agent",
        "name": "見本　二郎",
        "address": "大阪府大阪市北区見本1-1",
        "proofs": ["letter"],
    }


def test_an_exit_page_ends_the_way_kindly_and_keeps_the_answers():
    answers = {**sent("whole", ("letter",)), "my_number": MY_NUMBER}
    assert every().next_page("people", answers, TODAY) == "no-way"
    assert every().next_page("no-way", answers, TODAY) is None
    assert every().exit_page(answers, TODAY).id == "no-way"
    assert [(error.path, error.sentence) for error in every().check(answers, TODAY, "ja")] == [
        ("exit-no-way", "窓口へ来てください。")
    ]
    assert every().page_of("exit-no-way").exit
    assert every().record(answers, TODAY)["sign"] == "見本花子"
    assert every().exit_page(sent("alone"), TODAY) is None


def test_a_decision_table_gives_the_value_of_its_first_row_that_holds():
    answers = things(weight="10.01", colours=["red", "blue"]).answers
    assert every().decided(answers, TODAY) == {"entitled": "yes", "fee": 500}
    assert every().calculated(answers, TODAY) == {"total": 1000}
    rows = {row.path: row.shown for row in every().summary(answers, "ja", TODAY)[-1].rows}
    assert (rows["fee"], rows["total"]) == ("五百円", "1,000円")
    assert every().decided({}, TODAY) == {"entitled": "yes", "fee": 300}


def test_easy_japanese_is_said_where_the_file_has_it():
    title = every().procedure.title
    assert [title.say(language) for language in ("ja", "ja-easy", "en", "en-GB", "zz")] == [
        *("見本の手続", "みほんの てつづき", "Sample", "Sample", "見本の手続")
    ]
    assert every().procedure.summary.say("ja-easy") == "見本です"


def test_easy_japanese_says_what_is_wrong_and_shows_days_with_the_western_year():
    assert "カタカナで 入（い）れて ください" in wrong(read(language="ja-easy", you__kana="漢字"))["you-kana"]
    assert Wrong("「{label}」です。", "It is “{label}”.").say("なまえ", "ja-easy") == "「なまえ」です。"
    day = date_kind(DateItem(id="born", kind="date", label=Text(ja="日", en="Day")))
    assert day.show("2026-11-24", "ja-easy") == "2026年11月24日 火曜日（かようび）"
    assert day.read(day.typed("2026-11-24", "ja-easy"), TODAY) == "2026-11-24"


def test_paths_lead_into_answers_and_to_the_base_day():
    assert answer_at({"you": {"name": "見本"}}, "you.name") == "見本"
    assert answer_at({"you": "見本"}, "you.name") is None
    assert base_day(every().procedure, {}, TODAY).isoformat() == "2026-04-01"


def test_an_address_of_several_inputs_is_written_in_one_line():
    answers = sent("whole", ("letter",))
    assert line_at(answers, "home") == "見本町二丁目5番 見本ハイツ"
    assert line_at(answers, "elsewhere") == "大阪府大阪市北区見本1-1"
    assert line_at({"home": "見本町1-1"}, "home") == "見本町1-1"
    assert line_at({}, "home") == ""
