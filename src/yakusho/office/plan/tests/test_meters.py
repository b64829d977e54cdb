"""Indicators 15-1 and 15-3 get their numbers from the work itself."""

from collections.abc import Callable

import pytest

from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year
from yakusho.office.plan import queries

pytestmark = pytest.mark.django_db

Arrive = Callable[[int], None]
Publish = Callable[[str], None]


def _this_year(indicator: str) -> int | None:
    found = queries.snapshot().find(indicator)
    assert found is not None
    return found[1].this_year.value


def test_each_application_received_counts_one(applications_arrive: Arrive, procedure_opens: Publish) -> None:
    procedure_opens("sample-procedure")
    assert _this_year("15-3") == 0
    applications_arrive(3)
    assert _this_year("15-3") == 3


def test_a_procedure_counts_once_and_no_more_when_it_closes(
    procedure_opens: Publish, procedure_closes: Publish
) -> None:
    procedure_opens("one")
    procedure_opens("two")
    procedure_opens("two")
    assert _this_year("15-1") == 2
    procedure_closes("one")
    assert _this_year("15-1") == 1


def test_before_anything_was_recorded_there_is_no_number() -> None:
    assert _this_year("15-3") is None
    assert _this_year("15-1") is None


def test_the_first_year_is_partly_covered_and_earlier_years_have_no_number(procedure_opens: Publish) -> None:
    procedure_opens("one")
    found = queries.snapshot().find("15-1")
    assert found is not None
    this_year = found[1].this_year
    assert this_year.fiscal_year == fiscal_year(clock.today())
    assert this_year.since == clock.today()
    assert [cell.value for cell in found[1].years] == [None, None, None]


def test_a_meter_of_another_version_than_pinned_gives_no_number(
    procedure_opens: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    procedure_opens("one")
    ward = queries.ward_plan()
    newer = {
        name: binding.model_copy(update={"version": 2}) if binding.meter else binding
        for name, binding in ward.bindings.indicators.items()
    }
    bindings = ward.bindings.model_copy(update={"indicators": newer})
    assert queries.readings(queries.WardPlan(ward.plan, bindings), 2026) == {}


def test_the_plan_is_judged_anew_only_when_something_changed(applications_arrive: Arrive) -> None:
    applications_arrive(1)
    first = queries.snapshot()
    assert queries.snapshot() is first
    applications_arrive(1)
    assert queries.snapshot() is not first
