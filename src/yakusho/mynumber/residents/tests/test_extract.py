"""Taking an extract: every row is told right or wrong with its remedy, nothing is taken unseen, nothing is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests import cast
from yakusho.journal import blobs
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents import queries
from yakusho.mynumber.residents.extract.actions import extract_of, untaken_clear
from yakusho.mynumber.residents.extract.reading import HEADS
from yakusho.mynumber.residents.filling import households_add
from yakusho.mynumber.residents.models import Resident, ResidentImport, ResidentStay
from yakusho.mynumber.residents.tests.people import PARTNER, PERSON, STAY, Desk, desk, household

PAGE = "/residents/extracts/"
FIRST = {
    "number": PERSON.number,
    "name": "渡邊 花子",
    "kana": "ワタナベ ハナコ",
    "birth_date": "昭和55年5月5日",
    "sex": "女",
    "household": STAY.household,
    "relation": "世帯主",
    "address": "板橋二丁目66番1号",
    "since": "H31.4.1",
    "reason": "転入",
}
SECOND = {**FIRST, "number": PARTNER.number, "name": "𠮷田 一郎", "sex": "男", "relation": "夫", "kana": ""}


def _csv(*rows: dict[str, str], encoding: str = "utf-8") -> bytes:
    heads = list(HEADS)
    lines = [",".join(HEADS.values()), *(",".join(row.get(head, "") for head in heads) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


@pytest.fixture
def people(stage: cast.Stage) -> Desk:
    return desk(stage)


def _hand_in(client: Client, data: bytes, name: str = "抽出.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    return client.post(PAGE, {"file": file, "once": str(new_id())}, follow=True)


def _take(client: Client, answer: HttpResponse, **more: str) -> HttpResponse:
    return client.post(f"{PAGE}{answer.context['file'].id}/take/", more, follow=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_extract_is_seen_then_taken(people: Desk, encoding: str) -> None:
    seen = _hand_in(people.clerk, _csv(FIRST, SECOND, encoding=encoding))
    assert dict(seen.context["counts"])["新しい人"] == "2"
    assert not Resident.objects.exists()
    page = _take(people.clerk, seen).content.decode()
    assert "取り込みました" in page
    found = queries.household_on(STAY.household, date(2020, 4, 27))
    assert found is not None
    assert found.head == PERSON.number
    assert [member.stay.relation for member in found.members] == ["self", "husband"]
    assert found.members[1].person.name == "𠮷田 一郎"
    assert queries.find_candidates(name="渡辺 花子", kana="", birth_date=PERSON.birth_date)[0].number == PERSON.number


def test_the_old_encoding_of_offices_is_read() -> None:
    assert len(extract_of(_csv(FIRST, encoding="cp932")).right) == 1


def test_the_file_lies_sealed_and_goes_when_it_was_taken(people: Desk) -> None:
    data = _csv(FIRST)
    seen = _hand_in(people.clerk, data)
    row = ResidentImport.objects.get()
    assert "花子".encode() not in blobs.read(row.blob)
    _take(people.clerk, seen)
    with pytest.raises(blobs.BlobMissing):
        blobs.read(row.blob)
    entry = Entry.objects.get(kind="residents.imported")
    assert entry.body["persons_new"] == entry.body["stays_new"] == 1
    assert PERSON.number not in str(entry.body)


def test_taking_twice_and_the_same_file_again_add_nothing(people: Desk) -> None:
    seen = _hand_in(people.clerk, _csv(FIRST, SECOND))
    for _ in range(2):
        _take(people.clerk, seen)
    again = _hand_in(people.clerk, _csv(FIRST, SECOND))
    assert "登録済み" in again.content.decode()
    assert dict(again.context["counts"])["すでにある行"] == "2"
    assert (Resident.objects.count(), ResidentStay.objects.count()) == (2, 2)
    assert Entry.objects.filter(kind="residents.imported").count() == 1


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"number": "123"}, "宛名番号", "123"),
        ({"name": ""}, "氏名", "氏名"),
        ({"birth_date": "昭和55年13月5日"}, "生年月日", "読めません"),
        ({"birth_date": "2099-01-01"}, "生年月日", "まだ来ていない"),
        ({"sex": "おとこ"}, "性別", "おとこ"),
        ({"relation": "主人"}, "続柄", "主人"),
        ({"address": "大字見本1番地"}, "住所", "大字見本1番地"),
        ({"since": ""}, "異動日", "ありません"),
        ({"reason": "引越"}, "異動事由", "引越"),
        ({"until": "平成30年1月1日"}, "消除日", "前に終わって"),
        ({"kana_is_official": "たぶん"}, "フリガナ公証", "たぶん"),
        ({"name": "渡\ufffd 花子"}, "氏名", "失われた"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_a_remedy(
    people: Desk, change: dict[str, str], column: str, said: str
) -> None:
    answer = _hand_in(people.clerk, _csv(SECOND, {**FIRST, **change}))
    line, head, words, remedy = answer.context["wrong"][0]
    assert (line, head) == (3, column)
    assert said in words
    assert remedy
    assert answer.context["wrong_rows"] == 1
    refused = _take(people.clerk, answer)
    assert refused.status_code == 422
    assert not Resident.objects.exists()
    _take(people.clerk, answer, accept="yes")
    assert list(Resident.objects.values_list("number", flat=True)) == [PARTNER.number]
    assert ResidentImport.objects.get().rows_left_out == 1


def test_a_colleague_sees_in_which_line_it_is_wrong_but_not_what_stands_there(people: Desk) -> None:
    mine = _hand_in(people.clerk, _csv({**FIRST, "address": "ひみつ荘909号室"}))
    assert "ひみつ荘" in mine.content.decode()
    row = ResidentImport.objects.get()
    ResidentImport.objects.update(seat=new_id())
    theirs = people.clerk.get(f"{PAGE}{row.id}/")
    assert [each[:2] for each in theirs.context["wrong"]] == [(2, "住所")]
    assert "ひみつ荘" not in theirs.content.decode()


def test_a_person_with_one_wrong_row_is_left_out_whole(people: Desk) -> None:
    moved = {**FIRST, "since": "令和3年4月1日", "reason": "転居", "address": "どこか"}
    answer = _hand_in(people.clerk, _csv(FIRST, moved))
    assert answer.context["wrong_rows"] == 2
    assert answer.context["merged"].is_empty


def test_rows_become_a_history_without_gaps_and_death_ends_it(people: Desk) -> None:
    moved = {**FIRST, "since": "令和3年4月1日", "reason": "転居", "address": "赤塚一丁目1番1号"}
    _take(people.clerk, _hand_in(people.clerk, _csv(moved, FIRST)))
    first, second = queries.stays(PERSON.number)
    assert (first.until, second.until) == (date(2021, 4, 1), None)
    dead = {**moved, "died_on": "令和5年5月5日"}
    _take(people.clerk, _hand_in(people.clerk, _csv(dead)))
    assert queries.person(PERSON.number).died_on == date(2023, 5, 5)
    assert queries.stays(PERSON.number)[-1].until == date(2023, 5, 6)


def test_a_later_extract_adds_the_next_move(people: Desk) -> None:
    households_add([household()])
    row = {
        **FIRST,
        "former_name": "髙橋",
        "since": "令和8年2月1日",
        "reason": "転出",
        "household": "",
        "relation": "",
        "address": "埼玉県戸田市新曽1番1号",
    }
    _take(people.clerk, _hand_in(people.clerk, _csv(row)))
    kept = queries.stays(PERSON.number)
    assert kept[0] == replace(STAY, until=date(2026, 2, 1))
    assert kept[1].household == ""


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"birth_date": "昭和56年5月5日"}, "生年月日"),
        ({"name": "渡辺 花子"}, "氏名"),
        ({"address": "赤塚一丁目1番1号"}, "異動日"),
        ({"since": "平成20年1月1日", "until": "令和2年1月1日"}, "消除日"),
    ],
)
def test_what_contradicts_the_register_is_wrong_and_overwrites_nothing(
    people: Desk, change: dict[str, str], column: str
) -> None:
    _take(people.clerk, _hand_in(people.clerk, _csv(FIRST)))
    before = (queries.person(PERSON.number), queries.stays(PERSON.number))
    answer = _hand_in(people.clerk, _csv({**FIRST, **change}))
    assert column in [row[1] for row in answer.context["wrong"]]
    assert (queries.person(PERSON.number), queries.stays(PERSON.number)) == before


def test_a_household_gets_no_second_head(people: Desk) -> None:
    answer = _hand_in(people.clerk, _csv(FIRST, {**SECOND, "relation": "世帯主"}))
    assert [row[1] for row in answer.context["wrong"]] == ["続柄"]
    _take(people.clerk, answer, accept="yes")
    assert Resident.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空"),
        (b"\x00\x01\x02", ""),
        ("宛名番号,氏名\r\n1,2\r\n".encode(), "世帯番号"),
        (_csv() + '"開いた'.encode(), "引用符"),
        ((",".join(HEADS.values()) + ",氏名\r\n" + "," * 19).encode(), "氏名"),
    ],
)
def test_a_file_that_is_no_extract_says_why(people: Desk, data: bytes, said: str) -> None:
    answer = _hand_in(people.clerk, data)
    assert said in answer.content.decode()
    assert not Resident.objects.exists()
    if row := ResidentImport.objects.first():
        assert people.clerk.post(f"{PAGE}{row.id}/take/", {"accept": "yes"}).status_code == 403


def test_files_nobody_took_are_forgotten(people: Desk) -> None:
    _hand_in(people.clerk, _csv(FIRST))
    assert untaken_clear() == 0
    ResidentImport.objects.update(shown_at=clock.now() - timedelta(days=8))
    assert untaken_clear() == 1
    assert not ResidentImport.objects.exists()


def test_the_template_is_a_file_that_can_be_filled(people: Desk) -> None:
    answer = people.clerk.get(f"{PAGE}template.csv")
    assert answer.content.decode("utf-8-sig").strip().split(",") == list(HEADS.values())
