"""The published snapshot holds every word and number, in every language, and says plainly what is missing."""

import csv
import io
from datetime import date

from yakusho.plans import show, words
from yakusho.plans.export import csv_text
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.observations import Observation, holding
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import State
from yakusho.plans.tests.ward import shipped_bindings, shipped_plan

PLAIN = words.Speaker("en", lambda text: text, date.isoformat)
JAPANESE = words.Speaker("ja", lambda text: text, date.isoformat)
SINCE = date(2026, 11, 24)
TODAY = date(2026, 12, 1)


def _frozen(received: int = 12) -> Snapshot:
    counted = [
        Observation(indicator, 2026, TODAY, value=value, source="meter", since=SINCE)
        for indicator, value in (("15-3", received), ("15-1", 2))
    ]
    return freeze(shipped_plan(), shipped_bindings(), Knowledge(TODAY, holding(counted)))


def test_what_was_published_reads_back_the_same() -> None:
    snapshot = _frozen()
    assert Snapshot.model_validate(snapshot.model_dump(mode="json", exclude_none=True)) == snapshot
    assert Snapshot.model_validate_json(snapshot.model_dump_json()) == snapshot


def test_this_years_number_stands_beside_plan_years_without_one() -> None:
    found = _frozen().find("15-3")
    assert found is not None
    indicator = found[1]
    assert indicator.this_year.value == 12
    assert indicator.this_year.since == SINCE
    assert [cell.state for cell in indicator.years] == [State.NOT_REPORTED] * 3
    assert [cell.value for cell in indicator.years] == [None] * 3


def test_an_indicator_without_a_meter_has_no_number_this_year() -> None:
    found = _frozen().find("01-2")
    assert found is not None
    assert found[1].this_year.state is State.NOT_APPLICABLE
    assert found[1].all_years.raw == "年６件以上"


def test_unknown_indicators_are_not_found() -> None:
    assert _frozen().find("99-9") is None


def test_the_sentence_for_the_year_names_what_was_counted() -> None:
    sentence = words.year_sentence(_frozen(), PLAIN)
    assert sentence == (
        "FY2026 so far: Procedures that can be done online: 2 手続, Applications received online: 12 件."
    )


def test_zero_is_said_as_a_number() -> None:
    snapshot = _frozen(received=0)
    found = snapshot.find("15-3")
    assert found is not None
    assert "the number is 0" in words.indicator_sentences(found[1], snapshot, PLAIN)[0]


def test_a_plan_whose_years_are_over_says_so() -> None:
    assert "are over" in words.period_sentence(_frozen(), PLAIN)
    running = freeze(shipped_plan(), shipped_bindings(), Knowledge(date(2022, 6, 1)))
    assert words.period_sentence(running, PLAIN) == "The plan has targets for FY2021 to FY2023."


def test_partial_cover_and_the_missing_baseline_are_said() -> None:
    snapshot = _frozen()
    found = snapshot.find("15-3")
    assert found is not None
    said = " ".join(words.indicator_sentences(found[1], snapshot, PLAIN))
    assert "began on 2026-11-24" in said
    assert "「増加」" in said
    assert "baseline" in said


def test_fiscal_years_have_japanese_names() -> None:
    assert JAPANESE.fiscal_year(2026) == "令和8年度"
    assert JAPANESE.fiscal_year(2019) == "令和元年度"
    assert JAPANESE.fiscal_year(2018) == "平成30年度"


def test_every_indicator_is_shown_with_five_cells_and_a_sentence() -> None:
    snapshot = _frozen()
    shown = [indicator for measure in show.show_measures(snapshot, PLAIN) for indicator in measure.indicators]
    assert len(shown) == 49
    assert all(len(indicator.cells) == 5 and indicator.sentences and indicator.name for indicator in shown)
    assert len(show.heads(snapshot, PLAIN)) == 5


def test_the_table_has_a_line_for_each_indicator_and_year() -> None:
    lines = list(csv.DictReader(io.StringIO(csv_text(_frozen()).removeprefix("\ufeff"))))
    assert len(lines) == 49 * 5
    this_year = next(line for line in lines if line["indicator"] == "15-3" and line["fiscal_year"] == "2026")
    assert (this_year["value"], this_year["state"], this_year["counted_since"]) == (
        "12",
        "not_applicable",
        "2026-11-24",
    )
