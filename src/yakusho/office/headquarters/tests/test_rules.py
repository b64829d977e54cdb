"""A share as typed, and what it changes, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from yakusho.kernel.errors import Invalid
from yakusho.office.headquarters.forms import posted_decision
from yakusho.office.headquarters.rules import percent_text, read_percent

TODAY = date(2022, 6, 1)
TYPED = {"share": "80", "decided_on": "令和4年5月20日", "meeting": "第１回推進本部", "reason": "５つに４つ"}


@pytest.mark.parametrize(
    ("typed", "percent"),
    [("80", "80"), ("８０％", "80"), (" 66.5 % ", "66.5"), ("50.01", "50.01"), ("100", "100"), ("100.00", "100")],
)
def test_a_share_is_read_as_people_type_it(typed: str, percent: str) -> None:
    found = read_percent(typed)
    assert isinstance(found, Decimal)
    assert found == Decimal(percent)
    assert percent_text(found) == percent


@pytest.mark.parametrize(
    "typed",
    ["", "80分の1", "0.8", "50", "50.00", "100.01", "101", "999", "-80", "66.666", "1e2", "８割", "八十", "nan"],
)
def test_what_is_not_more_than_half_and_up_to_the_whole_is_refused_in_words(typed: str) -> None:
    assert isinstance(read_percent(typed), str)


def test_a_decision_is_read_with_its_day_in_the_japanese_calendar() -> None:
    found = posted_decision(TYPED, TODAY)
    assert (found.percent, found.on, found.meeting) == (Decimal(80), date(2022, 5, 20), "第１回推進本部")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("share", "50"),
        ("decided_on", "2022-06-02"),
        ("decided_on", "0222-06-01"),
        ("decided_on", "５月ごろ"),
        ("meeting", "  "),
        ("meeting", "会" * 201),
        ("reason", ""),
        ("reason", "理" * 2_001),
    ],
)
def test_each_wrong_field_is_named(name: str, wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        posted_decision(TYPED | {name: wrong}, TODAY)
    assert [error.path for error in refused.value.errors] == [name]


def test_everything_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        posted_decision({}, TODAY)
    assert [error.path for error in refused.value.errors] == ["share", "decided_on", "meeting", "reason"]
