"""Answers in words (確認画面): for the check page and for the staff's case page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from yakusho.forms import words
from yakusho.forms.fields import Answer, Field
from yakusho.forms.pages import label_of


class SummaryRow(NamedTuple):
    """One answer in words; `path` is the name of its input, or of a calculated value."""

    path: str
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """The answers of one page."""

    page_id: str
    title: str
    rows: tuple[SummaryRow, ...]


def rows_of(field: Field, answer: Answer, language: str) -> Iterator[SummaryRow]:
    """One item's answer as rows; groups and accounts give one a part."""
    if answer is None:
        yield SummaryRow(field.id, field.label.say(language), words.NONE.say(language))
    elif field.control == "parts":
        for part in field.parts:
            yield SummaryRow(f"{field.id}-{part.id}", part.label.say(language), _shown(part, answer, language))
    elif field.control == "group":
        for index, member in enumerate(answer):
            for item in field.members:
                label = label_of(item, language, field, index + 1)
                yield SummaryRow(f"{field.id}-{index}-{item.id}", label, _shown(item, member, language))
    else:
        yield SummaryRow(field.id, field.label.say(language), field.kind.show(answer, language))


def _shown(field: Field, answers: dict[str, Answer], language: str) -> str:
    answer = answers.get(field.id)
    return words.NONE.say(language) if answer is None else field.kind.show(answer, language)
