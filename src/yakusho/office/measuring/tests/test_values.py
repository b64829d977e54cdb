"""Sections report and confirm, the secretariat corrects with a reason, and nothing that was said is ever lost."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from yakusho.journal import counting, meters, sealer
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.office.measuring import actions
from yakusho.office.measuring.actions import Outdated, Report
from yakusho.office.measuring.models import ReportedValue
from yakusho.office.measuring.reading import Measurement
from yakusho.office.measuring.tests.conftest import Measuring
from yakusho.office.plan import queries as plan_queries
from yakusho.office.plan.actions import publish_if_changed

Opens = Callable[[str], None]
END = date(2024, 3, 31)


def _count(value: int, reason: str = "", status: str = "provisional", section: str = "") -> Report:
    return Report(Measurement(value=Decimal(value)), status, END, section, reason)


def _held(house: Measuring, indicator: str, year: int = 2023) -> list[tuple[Decimal | None, str, str]]:
    return [(each.value, each.status, each.source) for each in house.know().held.of(indicator, year)]


def test_a_section_reports_and_the_fact_holds_value_and_seat_but_no_words(house: Measuring) -> None:
    once = new_id()
    report = _count(36_500, reason="窓口を増やした")
    actions.value_report(by=house.cards, cell=house.cell("11-1"), report=report, once=once)
    assert _held(house, "11-1") == [(Decimal(36_500), "provisional", "section")]
    (fact,) = house.facts("indicator.observed")
    assert fact.body["value"] == "36500"
    assert fact.actor == str(house.cards.seat.id)
    assert "窓口" not in str(fact.body)
    assert fact.content_hash


def test_the_same_form_sent_twice_adds_one_row(house: Measuring) -> None:
    once = new_id()
    for _ in range(2):
        actions.value_report(by=house.cards, cell=house.cell("11-1"), report=_count(1), once=once)
    assert ReportedValue.objects.count() == 1
    assert len(house.facts("indicator.observed")) == 1


def test_who_came_second_is_told_and_must_give_a_reason(house: Measuring) -> None:
    actions.value_report(by=house.cards, cell=house.cell("11-1"), report=_count(1), once=new_id())
    with pytest.raises(Outdated):
        actions.value_report(by=house.cards, cell=house.cell("11-1"), report=_count(2), once=new_id())


def test_a_section_confirms_what_operations_counted(house: Measuring, procedure_opens: Opens) -> None:
    for code in ("one", "two", "three"):
        procedure_opens(code)
    year = house.this_year()
    cell = house.cell("15-1", year)
    seen = house.know().to_confirm(cell)
    assert seen is not None
    assert seen.source == "meter"
    shown = actions.fingerprint(seen)
    actions.value_confirm(by=house.online, cell=cell, seen=seen, shown=shown, once=new_id())
    assert _held(house, "15-1", year) == [(Decimal(3), "confirmed", "section")]
    assert house.facts("indicator.confirmed")[0].body["found_in"] == "meter"
    procedure_opens("four")
    assert _held(house, "15-1", year) == [(Decimal(3), "confirmed", "section")]


def test_nobody_confirms_a_number_that_moved_meanwhile(house: Measuring, procedure_opens: Opens) -> None:
    procedure_opens("one")
    cell = house.cell("15-1", house.this_year())
    before = house.know().to_confirm(cell)
    assert before is not None
    procedure_opens("two")
    with pytest.raises(Outdated):
        actions.value_confirm(
            by=house.online,
            cell=cell,
            seen=house.know().to_confirm(cell),
            shown=actions.fingerprint(before),
            once=new_id(),
        )


def test_a_correction_needs_a_reason_and_names_what_it_corrects(house: Measuring) -> None:
    cell = house.cell("11-1")
    first = actions.value_report(by=house.cards, cell=cell, report=_count(100), once=new_id())
    stands = house.know().standing(cell)[0]
    with pytest.raises(Invalid):
        actions.value_correct(by=house.cards, cell=cell, report=_count(90), instead_of=stands, once=new_id())
    actions.value_correct(
        by=house.leader, cell=cell, report=_count(90, reason="二重計上"), instead_of=stands, once=new_id()
    )
    assert _held(house, "11-1") == [(Decimal(90), "provisional", "section")]
    (fact,) = house.facts("indicator.corrected")
    assert fact.corrects == first.entry
    assert fact.body["found_in"] == "section"
    assert ReportedValue.objects.count() == 2


def test_the_secretariat_corrects_for_any_section_but_reports_for_none(house: Measuring) -> None:
    cell = house.cell("11-1")
    with pytest.raises(Refused):
        actions.value_report(by=house.leader, cell=cell, report=_count(1), once=new_id())
    report = _count(1, reason="課から電話で")
    actions.value_correct(by=house.leader, cell=cell, report=report, instead_of=None, once=new_id())
    assert house.facts("indicator.corrected")[0].body["found_in"] == "none"


def test_another_section_touches_nothing(house: Measuring) -> None:
    cell = house.cell("11-1")
    with pytest.raises(Refused):
        actions.value_report(by=house.online, cell=cell, report=_count(1), once=new_id())
    report = _count(1, reason="理由")
    with pytest.raises(Refused):
        actions.value_correct(by=house.online, cell=cell, report=report, instead_of=None, once=new_id())
    assert not ReportedValue.objects.exists()


def test_a_baseline_says_where_it_is_from_and_lets_the_year_be_judged(house: Measuring, procedure_opens: Opens) -> None:
    cell = house.cell("15-1")
    report = _count(40, status="confirmed")
    actions.value_report(by=house.online, cell=cell, report=report, once=new_id())
    actions.value_report(by=house.online, cell=house.cell("15-1", 2021), report=Report(
        Measurement(value=Decimal(20)), "confirmed", date(2022, 3, 31)), once=new_id())  # fmt: skip
    first = house.cell("15-1", 2021)
    assert house.know().judged(first).state == "needs_baseline"
    with pytest.raises(Invalid):
        actions.baseline_enter(by=house.online, cell=first, value=Decimal(12), as_of=END, reason="", once=new_id())
    actions.baseline_enter(
        by=house.online, cell=first, value=Decimal(12), as_of=date(2021, 3, 31), reason="R2 実績調査", once=new_id()
    )
    assert house.know().judged(first).state == "met"
    (fact,) = house.facts("baseline.entered")
    assert fact.body["value"] == "12"


def test_what_was_reported_is_append_only_in_the_database(house: Measuring) -> None:
    actions.value_report(by=house.cards, cell=house.cell("11-1"), report=_count(1), once=new_id())
    for change in (lambda: ReportedValue.objects.update(value=2), lambda: ReportedValue.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_year_to_come_has_no_cell(house: Measuring) -> None:
    assert house.know().cell("11-1", house.this_year() + 1) is None


def test_the_published_plan_follows_a_correction_at_once(house: Measuring) -> None:
    publish_if_changed()
    report = _count(36_000, reason="J-LIS の確定値")
    actions.value_correct(by=house.leader, cell=house.cell("11-1"), report=report, instead_of=None, once=new_id())
    found = plan_queries.snapshot().find("11-1")
    assert found is not None
    cell = next(each for each in found[1].years if each.fiscal_year == 2023)
    assert cell.value == 36_000
    assert cell.source == "section"


def test_values_confirmed_and_corrected_are_counted_by_section(house: Measuring) -> None:
    report = _count(1, reason="理由")
    actions.value_correct(by=house.cards, cell=house.cell("11-1"), report=report, instead_of=None, once=new_id())
    while sealer.seal():
        pass
    counting.count()
    assert meters.total("values.corrected", house.this_year()) == 1


def test_parts_of_two_sections_add_up(house: Measuring) -> None:
    cell = house.cell("15-2")
    assert cell.may_be_parts
    report = _count(2, section="keiei-kaikaku")
    actions.value_report(by=house.online, cell=cell, report=report, once=new_id())
    assert house.know().judged(cell).value == 2
    other = _count(3, reason="IT推進課の分", section="it-suishin")
    actions.value_correct(by=house.leader, cell=cell, report=other, instead_of=None, once=new_id())
    assert house.know().judged(cell).value == 5


def test_a_section_that_took_over_speaks_for_the_old_one_and_nothing_doubles(
    house: Measuring, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = house.cell("09-3", 2021)
    assert cell.owners == ("jiso-kaisetsu",)
    report = Report(Measurement(value=Decimal(4)), "provisional", date(2021, 12, 1), "jiso-kaisetsu", "旧課の分")
    yesterday = date(2022, 7, 1) - timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: clock.from_rfc3339(f"{yesterday}T03:00:00.000000Z"))
    actions.value_correct(by=house.leader, cell=cell, report=report, instead_of=None, once=new_id())
    monkeypatch.undo()
    later = Report(Measurement(value=Decimal(6)), "provisional", date(2022, 3, 31), "kodomo-sogo-shien", "引継ぎ後の計")
    actions.value_correct(by=house.leader, cell=cell, report=later, instead_of=None, once=new_id())
    assert house.know().judged(cell).value == 6
