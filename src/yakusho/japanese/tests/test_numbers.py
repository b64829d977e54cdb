"""Numbers read back from every writing of theirs, and no text makes a reader fail."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yakusho.japanese.check_digits import (
    corporate_check_digit,
    local_government_check_digit,
    my_number_check_digit,
    read_corporate_number,
    read_local_government_code,
    read_my_number,
)
from yakusho.japanese.contact import read_phone, read_postcode
from yakusho.japanese.numbers import read_number
from yakusho.japanese.numbers.reading import _read

KANJI = "〇一二三四五六七八九"
OLD = str.maketrans("一二三十百千万", "壱弐参拾佰阡萬")
WIDE = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")
PIECES = (
    *"0123456789.,-〜%人円万億千百十一二三〇約第割分厘弱強余△¥()（）うち、・/ '…±½②Ⅲ⑴eE〒+",
    *(
        "以上",
        "未満",
        "から",
        "以下",
        "か月",
        "千円",
        "程度",
        "まで",
        "内線",
        "TEL",
        "03-3964-1111",
        "173-8501",
        "自宅",
    ),
)
typed = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def _kanji(number: int) -> str:
    if number == 0:
        return "〇"
    text = ""
    for unit, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        group, number = divmod(number, unit)
        small = ""
        for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, group = divmod(group, step)
            small += "" if not digit else sign if digit == 1 and sign else KANJI[digit] + sign
        text += small + name if small else ""
    return text


@settings(deadline=None)
@given(st.integers(0, 10**16 - 1))
@example(10**12 + 10**4)
@example(11_111_111)
def test_a_whole_number_reads_back_from_every_script(number: int) -> None:
    kanji = _kanji(number)
    for written in (str(number), f"{number:,}", f"{number:,}".translate(WIDE), kanji, kanji.translate(OLD)):
        reading = read_number(written)
        assert (reading.value, reading.low, reading.high) == (number, number, number), written
        assert (reading.kind, reading.confidence, reading.original) == ("number", 1.0, written)
    assert read_number(f"△{number:,}円").value == -number


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_broken_number_keeps_every_digit(number: Decimal) -> None:
    assert read_number(str(number)).value == number
    assert read_number(f"{number:,}%").value == number


@settings(deadline=None)
@given(
    st.sampled_from(("", "-")),
    st.integers(0, 10**18) | st.integers(0, 99),
    st.booleans(),
    st.sampled_from(("", ".0", ".50", ".125")),
    st.sampled_from(("", "円", "人", "名", "件", "回", "世帯", "歳", "%")),
)
def test_the_short_way_and_the_long_way_agree(sign: str, number: int, grouped: bool, behind: str, unit: str) -> None:
    text = f"{sign}{number:,}{behind}{unit}" if grouped else f"{sign}{number}{behind}{unit}"
    assert read_number(text) == _read(text)


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_range_has_both_ends_in_order(one: int, other: int) -> None:
    reading = read_number(f"{one:,}人～{other:,}人")
    if one <= other:
        assert (reading.low, reading.high, reading.unit) == (one, other, "人")
    else:
        assert reading.reasons == ("range_reversed",)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3～5割", 30, 50, "%"),
        ("1～5‰", Decimal("0.1"), Decimal("0.5"), "%"),
        ("3～5千円", 3_000, 5_000, "円"),
        ("2～3百人", 200, 300, "人"),
        ("1～2千万円", 10_000_000, 20_000_000, "円"),
        ("30～40百万円", 30_000_000, 40_000_000, "円"),
        ("1,000～2万円", 1_000, 20_000, "円"),
        ("20～30歳代", 20, 30, "歳代"),
        ("約1万～2万5千世帯（見込み）", 10_000, 25_000, "世帯"),
    ],
)
def test_a_unit_behind_the_upper_end_belongs_to_both(text: str, low: int, high: int, unit: str) -> None:
    reading = read_number(text)
    assert (reading.low, reading.high, reading.unit, reading.kind) == (low, high, unit, "range")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("①②", "several_numbers"),
        ("3①", "several_numbers"),
        ("30人(男15人・女15人)", "several_numbers"),
        ("30、400、5", "several_numbers"),
        ("○", "unreadable"),
        ("１〇", "unreadable"),
        ("十二三", "unreadable"),
        ("千二三", "unreadable"),
        ("1.5億3万", "unreadable"),
        ("ⅩⅤ", "unreadable"),
        ("30以上以下", "unreadable"),
        ("30以上～40", "unreadable"),
        ("金30人", "unreadable"),
        ("-△5", "unreadable"),
        ("あ" * 300, "unreadable"),
        ("9" * 300, "too_long"),
        ("3分の1以下", "fraction"),
    ],
)
def test_what_may_be_another_number_is_refused(text: str, reason: str) -> None:
    reading = read_number(text)
    assert reading.reasons == (reason,), reading


def test_a_unit_that_nobody_listed_lowers_the_confidence() -> None:
    reading = read_number("30ナノ")
    assert (reading.value, reading.unit, reading.reasons) == (30, "ナノ", ("unknown_unit",))
    assert 0 < reading.confidence < 1


@settings(deadline=None, max_examples=300)
@given(typed)
def test_no_text_makes_a_reader_fail(text: str) -> None:
    number = read_number(text)
    assert number.original is text
    assert number == read_number(text)
    assert number.valid == (number.kind != "none") != bool(number.reasons and not number.valid)
    if number.low is not None and number.high is not None:
        assert number.low <= number.high
    readers = (read_phone, read_postcode, read_my_number, read_corporate_number, read_local_government_code)
    for code in (read(text) for read in readers):
        assert code.original is text
        assert code.valid == (code.normal != "") == (code.confidence > 0)
        assert code.valid or code.reasons


@pytest.mark.parametrize("piece", ["1", "〒", "か゛", "　", "1、", "（", "一", "内線"])
def test_a_text_as_long_as_a_book_is_refused_at_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    for read in (read_number, read_phone, read_postcode, read_my_number, read_corporate_number):
        assert not read(text).valid


@settings(deadline=None)
@given(st.integers(1, 10**11 - 1))
def test_one_wrong_digit_of_my_number_is_noticed_unless_the_digits_check_alike(number: int) -> None:
    digits = f"{number:011}"
    whole = digits + my_number_check_digit(digits)
    assert read_my_number(whole).normal == whole
    wrong = [whole[:11] + str(digit) for digit in range(10) if str(digit) != whole[11]]
    assert {read_my_number(each).reasons for each in wrong} == {("check_digit",)}


@settings(deadline=None)
@given(st.integers(1, 10**12 - 1))
def test_a_corporate_number_is_taken_with_its_check_digit_only(number: int) -> None:
    digits = f"{number:012}"
    whole = corporate_check_digit(digits) + digits
    assert read_corporate_number(f"T{whole}").normal == whole
    assert read_corporate_number("0" + digits).reasons == ("check_digit",)


@settings(deadline=None)
@given(st.integers(1, 47), st.integers(100, 999))
def test_a_code_of_a_local_government_reads_back(prefecture: int, number: int) -> None:
    digits = f"{prefecture:02}{number}"
    whole = digits + local_government_check_digit(digits)
    assert read_local_government_code(whole).normal == whole
    assert read_local_government_code(digits).normal in (whole, "")


@pytest.mark.parametrize("reading", [read_phone("0339641111"), read_phone("+12025550100"), read_postcode("1738501")])
def test_what_was_read_once_is_read_the_same_again(reading: object) -> None:
    again = {True: read_postcode, False: read_phone}["-" in reading.normal](reading.normal)
    assert (again.normal, again.confidence) == (reading.normal, 1.0)


@pytest.mark.parametrize(
    ("text", "normal", "reasons"),
    [
        ("0339641111;ext=1234", "0339641111;ext=1234", ()),
        ("0600000000", "0600000000", ()),
        ("060-000-0000", "", ("wrong_length",)),
        ("+0312345678", "", ("wrong_length",)),
        ("+12", "", ("wrong_length",)),
        ("81-3-3964", "", ("no_area_code",)),
        ("12345678901", "", ("wrong_length",)),
        ("電話番号", "", ("unreadable",)),
        ("9" * 101, "", ("unreadable",)),
        (" " * 101, "", ("empty",)),
    ],
)
def test_more_telephone_numbers(text: str, normal: str, reasons: tuple[str, ...]) -> None:
    reading = read_phone(text)
    assert (reading.normal, reading.reasons) == (normal, reasons)


def test_more_postcodes_and_codes() -> None:
    assert read_postcode("1" * 101).reasons == ("unreadable",)
    assert read_postcode("\u202e1738501").reasons == ("bad_characters",)
    assert read_local_government_code("48100").reasons == ("no_such_code",)
    assert read_local_government_code("481009").reasons == ("no_such_code",)
