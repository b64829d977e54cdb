"""The list arrives filled in; a page shows what holds, who said so and why; what was typed wrong is never lost."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from yakusho.kernel.ids import new_id
from yakusho.office.measuring import actions, evidence
from yakusho.office.measuring.actions import Report
from yakusho.office.measuring.models import ReportedValue
from yakusho.office.measuring.reading import Measurement
from yakusho.office.measuring.tests.conftest import Measuring

SQL_MAX = 20
TYPED = {"shape": "value", "status": "provisional", "as_of": "2024-03-31", "value": "36000"}


def _text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def test_strangers_are_sent_to_sign_in(house: Measuring) -> None:
    for path in ("", "11-1/2023/", "imports/"):
        assert house.stage.client().get(f"/measuring/{path}").status_code == 302


def test_a_section_sees_its_own_indicators_and_may_look_at_all(house: Measuring) -> None:
    mine = _text(house.client(house.cards).get("/measuring/"))
    assert "令和5年度" in mine
    assert ">11-1 " in mine
    assert ">15-3 " not in mine
    assert ">15-3 " in _text(house.client(house.cards).get("/measuring/?of=all"))
    assert ">15-3 " in _text(house.client(house.leader).get("/measuring/"))
    assert _text(house.client(house.cards).get("/measuring/?year=x&of=%00"))


def test_a_row_is_filled_in_and_one_press_confirms_it(house: Measuring, procedure_opens: Callable[[str], None]) -> None:
    procedure_opens("one")
    procedure_opens("two")
    year = house.this_year()
    client = house.client(house.online)
    page = client.get(f"/measuring/?year={year}")
    row = next(row for row in page.context["rows"] if row.cell.indicator.id == "15-1")
    assert row.counted == "2手続"
    assert row.may_confirm
    assert "2手続 で確定（15-1）" in _text(page)
    assert 'value="2"' in _text(client.get(f"/measuring/15-1/{year}/"))
    typed = {"once": str(row.once), "shown": row.shown, "back": "list"}
    path = f"/measuring/15-1/{year}/confirm/"
    for _ in range(2):
        response = client.post(path, typed)
        assert response.status_code == 302
        assert response.headers["Location"].endswith("#i-15-1")
    assert ReportedValue.objects.count() == 1
    after = next(row for row in client.get(f"/measuring/?year={year}").context["rows"] if row.title == row.title)
    assert not after.may_confirm


def test_a_stale_confirmation_is_told_and_keeps_nothing(
    house: Measuring, procedure_opens: Callable[[str], None]
) -> None:
    procedure_opens("one")
    path = f"15-1/{house.this_year()}/confirm/"
    text = _text(house.post(house.online, path, shown="0" * 16), 409)
    assert "数が変わりました" in text
    assert not ReportedValue.objects.exists()


def test_the_same_form_sent_twice_says_the_same(house: Measuring) -> None:
    client, once = house.client(house.cards), str(new_id())
    for _ in range(2):
        assert client.post("/measuring/11-1/2023/value/", {**TYPED, "once": once}).status_code == 302
    assert ReportedValue.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"value": "約30"}, "正確な数ではありません"),
        ({"value": "30.5"}, "整数ではありません"),
        ({"value": "-3"}, "０より小さい数です"),
        ({"value": ""}, "なかったときは 0"),
        ({"as_of": "2099-04-01"}, "まだ来ていない日です"),
        ({"as_of": "いつか"}, "日付は"),
        ({"status": ""}, "見込みか確定か"),
        ({"shape": "stage"}, "何を報告するか"),
        ({"reason": "あ" * 1_001}, "1000"),
    ],
)
def test_a_wrong_input_is_answered_beside_it_and_all_else_stays(
    house: Measuring, changed: dict[str, str], words: str
) -> None:
    typed = {**TYPED, "reason": "窓口の集計", **changed}
    text = _text(house.post(house.cards, "11-1/2023/value/", **typed), 422)
    assert words in text
    for name, value in typed.items():
        assert name == "shape" or value in text, name
    assert not ReportedValue.objects.exists()


@pytest.mark.parametrize("value", ["３０", "三十", "30", "30枚"])
def test_a_number_in_any_writing_is_kept_as_the_number(house: Measuring, value: str) -> None:
    assert house.post(house.cards, "11-1/2023/value/", **{**TYPED, "value": value}).status_code == 302
    assert ReportedValue.objects.get().value == 30


def test_a_stage_out_of_range_is_answered(house: Measuring) -> None:
    typed = {"shape": "stage", "status": "provisional", "as_of": "2024-03-31", "stage": "9", "reason": "記録"}
    assert "1 から 3 まで" in _text(house.post(house.leader, "08-1/2023/value/", **typed), 422)
    assert house.post(house.leader, "08-1/2023/value/", **{**typed, "stage": "2"}).status_code == 302
    assert "2 策定" in _text(house.client(house.leader).get("/measuring/08-1/2023/"))


def test_a_checklist_and_a_condition_have_forms_of_their_own(house: Measuring) -> None:
    typed = {"status": "provisional", "as_of": "2023-03-31", "reason": "記録"}
    ticked = {**typed, "shape": "items", "items": ["0", "1"]}
    assert house.post(house.leader, "20-1/2022/value/", **ticked).status_code == 302
    assert house.know().judged(house.cell("20-1", 2022)).state == "met"
    asked = {**typed, "shape": "triggered", "triggered": "no"}
    assert house.post(house.leader, "14-1/2022/value/", **asked).status_code == 302
    assert house.know().judged(house.cell("14-1", 2022)).state == "not_applicable"
    assert "条件に当たることは起きていない" in _text(house.client(house.leader).get("/measuring/14-1/2022/"))


def test_a_stage_and_a_number_stand_side_by_side(house: Measuring) -> None:
    client = house.client(house.leader)
    assert "段階ではなく数を報告する" in _text(client.get("/measuring/10-1/2023/"))
    assert 'name="value"' in _text(client.get("/measuring/10-1/2023/?shape=value"))


def test_each_section_reports_its_part_without_a_reason_and_confirms_it(house: Measuring) -> None:
    typed = {**TYPED, "value": "2", "covers": "part"}
    assert house.post(house.online, "15-2/2023/value/", **typed).status_code == 302
    (row,) = ReportedValue.objects.all()
    assert (row.section, row.act) == ("keiei-kaikaku", "observed")
    seen = house.know().to_confirm(house.cell("15-2"), "keiei-kaikaku")
    assert seen is not None
    shown = actions.fingerprint(seen)
    assert house.post(house.online, "15-2/2023/confirm/", shown=shown).status_code == 302
    assert [each.status for each in house.know().standing(house.cell("15-2"))] == ["confirmed"]
    assert "経営改革推進課" in _text(house.client(house.online).get("/measuring/15-2/2023/"))


def test_the_history_says_who_when_and_why(house: Measuring) -> None:
    house.post(house.cards, "11-1/2023/value/", **TYPED)
    house.post(house.leader, "11-1/2023/value/", **{**TYPED, "value": "35000", "reason": "再交付を除いた"})
    text = _text(house.client(house.online).get("/measuring/11-1/2023/"))
    assert text.index("再交付を除いた") < text.rindex("36,000枚")
    assert "IT推進課 係長 見本 secretariat" in text
    assert "戸籍住民課 係員 見本 cards" in text
    assert "訂正する" not in text


def test_a_correction_without_a_reason_is_answered(house: Measuring) -> None:
    house.post(house.cards, "11-1/2023/value/", **TYPED)
    text = _text(house.post(house.leader, "11-1/2023/value/", **{**TYPED, "value": "35000"}), 422)
    assert "この値に変える理由を書いてください" in text
    assert "35000" in text


def test_another_section_gets_no_form_and_its_post_is_refused(house: Measuring) -> None:
    assert "<form" not in _text(house.client(house.online).get("/measuring/11-1/2023/")).split("<main")[1]
    assert house.post(house.online, "11-1/2023/value/", **TYPED).status_code == 403
    assert house.post(house.online, "11-1/2023/evidence/link/", link_title="題", link="https://a.jp").status_code == 403


def test_what_does_not_exist_is_not_found(house: Measuring) -> None:
    for path in ("99-9/2023/", "11-1/2019/", "11-1/2999/", f"evidence/{new_id()}/", f"imports/files/{new_id()}/"):
        assert house.client(house.cards).get(f"/measuring/{path}").status_code == 404


def test_a_baseline_is_entered_on_the_page(house: Measuring) -> None:
    typed = {"baseline": "１２", "baseline_as_of": "令和3年3月31日", "baseline_reason": ""}
    text = _text(house.post(house.online, "15-1/2021/baseline/", **typed), 422)
    assert "どこで確かめたか" in text
    assert "令和3年3月31日" in text
    typed["baseline_reason"] = "実績調査"
    assert house.post(house.online, "15-1/2021/baseline/", **typed).status_code == 302
    assert "実績調査" in _text(house.client(house.online).get("/measuring/15-1/2021/"))


@pytest.mark.parametrize("rows", [1, 100])
def test_pages_need_few_queries_however_much_was_said(
    house: Measuring, django_assert_max_num_queries: Any, rows: int
) -> None:
    cell = house.cell("11-1")
    for number in range(rows):
        report = Report(Measurement(value=Decimal(number)), "provisional", date(2024, 3, 31), "", "理由")
        actions.value_correct(by=house.cards, cell=cell, report=report, instead_of=None, once=new_id())
    for number in range(min(rows, evidence.PIECES_MAX)):
        link = f"https://example.jp/{number}"
        evidence.link_attach(by=house.cards, cell=cell, title="題", link=link, once=new_id())
    client = house.client(house.leader)
    for path in ("/measuring/", "/measuring/11-1/2023/", "/measuring/imports/"):
        with django_assert_max_num_queries(SQL_MAX, info=path):
            assert client.get(path).status_code == 200, path
