"""Answers in words (確認画面): for the check page and for the staff's case page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from yakusho.forms import words
from yakusho.forms.fields import Answer, Field
from yakusho.forms.pages import label_of, member_word
from yakusho.forms.schema.rules import Calculation, Decision, DecisionRow


class SummaryRow(NamedTuple):
    """One answer in words; `path` is the name of its input, or of a calculated value.

    Of the member of a repeat group, `member` says which, and `short` is the label without it.
    """

    path: str
    label: str
    shown: str
    member: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """The answers of one page."""

    page_id: str
    title: str
    rows: tuple[SummaryRow, ...]

    @property
    def by_member(self) -> list[tuple[str, list[SummaryRow]]]:
        """The rows in runs of one member each, with its word; empty for rows of no member."""
        return [(member, list(rows)) for member, rows in groupby(self.rows, lambda row: row.member)]


def rows_of(field: Field, answer: Answer, language: str) -> Iterator[SummaryRow]:
    """One item's answer as rows; groups and accounts give one a part."""
    if field.control == "words":
        return
    if answer is None:
        yield SummaryRow(field.id, field.label.say(language), words.NONE.say(language))
    elif field.parts:
        for part in _worth_showing(field, answer):
            yield SummaryRow(f"{field.id}-{part.id}", part.label.say(language), _shown(part, answer, language))
    elif field.control == "group":
        for index, member in enumerate(answer):
            for item in field.members:
                yield from _rows_of_member(item, member, field, index, language)
    else:
        yield SummaryRow(field.id, field.label.say(language), field.kind.show(answer, language))


def _rows_of_member(
    item: Field, member: Mapping[str, Answer], group: Field, index: int, language: str
) -> Iterator[SummaryRow]:
    """One item of one member; of several inputs, each part says whose item it is of."""
    path, label = f"{group.id}-{index}-{item.id}", label_of(item, language, group, index + 1)
    answer, one, short = member.get(item.id), member_word(group, language, index + 1), item.label.say(language)
    if not item.parts or answer is None:
        yield SummaryRow(path, label, _shown(item, member, language), one, short)
        return
    colon = ": " if language.startswith("en") else "："
    for part in _worth_showing(item, answer):
        said = f"{colon}{part.label.say(language)}"
        yield SummaryRow(f"{path}-{part.id}", label + said, _shown(part, answer, language), one, short + said)


def calculated_rows(calculated: Iterable[tuple[Calculation, int]], language: str) -> Iterator[tuple[str, SummaryRow]]:
    """Calculated values with the page on which they are shown."""
    for calculation, value in calculated:
        unit = calculation.unit.say(language) if calculation.unit else ""
        yield calculation.page, SummaryRow(calculation.id, calculation.label.say(language), f"{value:,}{unit}")


def decided_rows(decided: Iterable[tuple[Decision, DecisionRow]], language: str) -> Iterator[tuple[str, SummaryRow]]:
    """Decided values with the page on which they are shown; those without a page are for rules only."""
    for decision, row in decided:
        if decision.page is None:
            continue
        unit = decision.unit.say(language) if decision.unit else ""
        shown = f"{row.value:,}{unit}" if isinstance(row.value, int) else row.value
        words_of_it = row.text.say(language) if row.text is not None else shown
        yield decision.page, SummaryRow(decision.id, decision.label.say(language), words_of_it)


def _worth_showing(field: Field, answer: Mapping[str, Answer]) -> Iterable[Field]:
    """The parts of an item, without optional ones that were left blank."""
    return (part for part in field.parts if part.required or part.id in answer)


def _shown(field: Field, answers: Mapping[str, Answer], language: str) -> str:
    answer = answers.get(field.id)
    return words.NONE.say(language) if answer is None else field.kind.show(answer, language)
