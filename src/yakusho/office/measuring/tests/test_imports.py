"""Monthly figures: the report first, then what is right is taken, replaced only with a reason, and judged."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from yakusho.desk.staff.permissions import Staff
from yakusho.kernel import clock
from yakusho.office.measuring.imports.actions import KEEP_UNTAKEN_DAYS, untaken_clear
from yakusho.office.measuring.imports.sheets import as_csv
from yakusho.office.measuring.models import ImportedFigure, ImportFile
from yakusho.office.measuring.queries import held
from yakusho.office.measuring.tests.conftest import Measuring
from yakusho.plans.states import Count

CARDS = [["年月", "交付枚数"], ["2023-04", "3,000"], ["令和5年5月", "３１００"], ["2023-06", "2900"]]


def _upload(house: Measuring, by: Staff, kind: str, rows: list[list[str]], **more: Any) -> Any:
    file = SimpleUploadedFile("月報.csv", as_csv(rows))
    return house.post(by, f"imports/{kind}/", **{f"file-{kind}": file, **more})


def _shown(house: Measuring, by: Staff, kind: str, rows: list[list[str]]) -> str:
    response = _upload(house, by, kind, rows)
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def _take(house: Measuring, by: Staff, path: str, **typed: str) -> Any:
    return house.client(by).post(f"{path}take/", {"accept": "all", **typed})


def test_the_report_is_shown_and_nothing_counts_before_a_person_takes_it(house: Measuring) -> None:
    path = _shown(house, house.cards, "card-issuance", CARDS)
    text = house.client(house.cards).get(path).content.decode()
    assert "3 行すべて正しい内容です" in text
    assert not ImportedFigure.objects.exists()
    assert _take(house, house.cards, path).status_code == 302
    known = house.know()
    judged = known.judged(house.cell("11-1"))
    assert judged.value == 9_000
    assert judged.source == "import"
    assert judged.provisional
    (fact,) = house.facts("figures.imported")
    assert fact.body["rows_taken"] == 3
    assert fact.body["first_month"] == "2023-04-01"
    assert "月報" not in str(fact.body)


def test_taking_twice_takes_once(house: Measuring) -> None:
    path = _shown(house, house.cards, "card-issuance", CARDS)
    for _ in range(2):
        assert _take(house, house.cards, path).status_code == 302
    assert ImportedFigure.objects.count() == 3
    assert len(house.facts("figures.imported")) == 1


def test_a_month_is_replaced_only_with_a_reason_and_what_it_was_stays(house: Measuring) -> None:
    _take(house, house.cards, _shown(house, house.cards, "card-issuance", CARDS))
    changed = [CARDS[0], ["2023-04", "3500"], CARDS[2]]
    path = _shown(house, house.cards, "card-issuance", changed)
    assert "3,000 から置き換え" in house.client(house.cards).get(path).content.decode()
    assert _take(house, house.cards, path).status_code == 422
    assert _take(house, house.cards, path, reason="J-LIS の訂正").status_code == 302
    assert house.know().judged(house.cell("11-1")).value == 9_500
    file = ImportFile.objects.exclude(taken_at=None).order_by("-taken_at")[0]
    assert (file.rows_taken, file.rows_replaced, file.rows_same) == (1, 1, 1)
    assert ImportedFigure.objects.count() == 4


def test_wrong_rows_are_left_out_only_when_the_person_says_so(house: Measuring) -> None:
    rows = [*CARDS, ["2023-07", "約3000"], ["2023-08", "-5"]]
    path = _shown(house, house.cards, "card-issuance", rows)
    text = house.client(house.cards).get(path).content.decode()
    assert "2 行に誤りがあります" in text
    assert "約3000" in text
    assert "数字だけで書いてください" in text
    assert _take(house, house.cards, path).status_code == 422
    assert not ImportedFigure.objects.exists()
    assert _take(house, house.cards, path, accept="right").status_code == 302
    assert ImportedFigure.objects.count() == 3
    assert house.facts("figures.imported")[0].body["rows_left_out"] == 2


def test_a_shifted_file_is_refused_as_a_whole(house: Measuring) -> None:
    rows = [["年月", "交付枚数", "備考"], ["", "2023-04", "3000"], ["", "2023-05", "3100"]]
    path = _shown(house, house.cards, "card-issuance", rows)
    text = house.client(house.cards).get(path).content.decode()
    assert "列がずれています" in text
    assert "もう一度選んでください" in text
    assert _take(house, house.cards, path, accept="right").status_code == 403
    assert not ImportedFigure.objects.exists()


def test_a_file_that_is_no_table_is_answered_beside_its_field(house: Measuring) -> None:
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7\0\0")
    response = house.post(house.cards, "imports/card-issuance/", **{"file-card-issuance": file})
    assert response.status_code == 422
    assert "CSV でも Excel でもありません" in response.content.decode()
    assert house.post(house.cards, "imports/card-issuance/").status_code == 422


def test_shares_keep_numerator_and_denominator(house: Measuring) -> None:
    head = ["年月", "住民票等のコンビニ交付", "住民票等の全発行数", "戸籍等のコンビニ交付", "戸籍等の全発行数"]
    rows = [head, ["2023-04", "3000", "10000", "100", "1000"], ["2023-05", "4000", "10000", "300", "1000"]]
    _take(house, house.cards, _shown(house, house.cards, "convenience-certificates", rows))
    known = house.know()
    assert known.judged(house.cell("12-1")).share == (7_000, 20_000)
    assert known.judged(house.cell("12-2")).value == 20


def test_imported_applications_add_to_those_the_house_received(house: Measuring) -> None:
    year = house.this_year()
    month = clock.today().replace(day=1)
    rows = [["年月", "受付件数"], [month.isoformat()[:7], "40"]]
    _take(house, house.online, _shown(house, house.online, "joint-applications", rows))
    known = house.know()
    assert known.judged(house.cell("15-3", year)).value == 40
    counted = {("15-3", year): Count(7, since=month)}
    found = [each for each in held(known.plan, known.bindings, counted) if each.indicator == "15-3"]
    assert [(each.value, each.source, each.since) for each in found] == [(47, "meter", month)]


def test_of_a_stock_the_newest_month_holds(house: Measuring) -> None:
    rows = [["年月", "登録手続数"], ["2023-05", "120"], ["2023-04", "100"]]
    _take(house, house.leader, _shown(house, house.leader, "national-portal", rows))
    assert house.know().judged(house.cell("13-1")).value == 120


def test_a_person_s_correction_stands_over_an_import_until_newer_figures_come(house: Measuring) -> None:
    _take(house, house.cards, _shown(house, house.cards, "card-issuance", CARDS))
    typed = {"shape": "value", "status": "provisional", "as_of": "2023-06-30", "reason": "速報", "value": "9100"}
    assert house.post(house.cards, "11-1/2023/value/", **typed).status_code == 302
    assert house.know().judged(house.cell("11-1")).value == 9_100
    later = [CARDS[0], ["2023-07", "1000"]]
    _take(house, house.cards, _shown(house, house.cards, "card-issuance", later))
    assert house.know().judged(house.cell("11-1")).value == 10_000
    confirmed = {**typed, "status": "confirmed", "value": "10050"}
    assert house.post(house.cards, "11-1/2023/value/", **confirmed).status_code == 302
    _take(house, house.cards, _shown(house, house.cards, "card-issuance", [CARDS[0], ["2023-08", "1"]]))
    assert house.know().judged(house.cell("11-1")).value == 10_050


def test_another_section_neither_hands_in_nor_takes(house: Measuring) -> None:
    assert _upload(house, house.online, "card-issuance", CARDS).status_code == 403
    path = _shown(house, house.cards, "card-issuance", CARDS)
    assert house.client(house.online).get(path).status_code == 200
    assert _take(house, house.online, path).status_code == 403
    assert not ImportedFigure.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_templates_are_downloaded(house: Measuring, form: str) -> None:
    response = house.client(house.cards).get(f"/measuring/imports/card-issuance/template.{form}")
    assert response.status_code == 200
    assert f"card-issuance.{form}" in response.headers["Content-Disposition"]
    assert house.client(house.cards).get("/measuring/imports/card-issuance/template.exe").status_code == 404


def test_figures_are_append_only_in_the_database(house: Measuring) -> None:
    _take(house, house.cards, _shown(house, house.cards, "card-issuance", CARDS))
    with pytest.raises(DatabaseError), transaction.atomic():
        ImportedFigure.objects.update(number=1)


def test_a_file_that_nobody_took_is_forgotten_after_a_week(house: Measuring, monkeypatch: pytest.MonkeyPatch) -> None:

    path = _shown(house, house.cards, "card-issuance", CARDS)
    assert untaken_clear() == 0
    later = clock.now() + timedelta(days=KEEP_UNTAKEN_DAYS, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert untaken_clear() == 1
    assert house.client(house.cards).get(path).status_code == 404


def test_a_month_without_figures_between_others_is_named(house: Measuring) -> None:
    rows = [CARDS[0], ["2023-04", "3000"], ["2023-06", "2900"]]
    _take(house, house.cards, _shown(house, house.cards, "card-issuance", rows))
    text = house.client(house.cards).get("/measuring/imports/").content.decode()
    assert "ない月： 2023-05<" in text.replace("：2", "： 2")
