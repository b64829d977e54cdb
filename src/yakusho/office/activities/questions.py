"""Questionnaires (アンケート): which answers fit which question, and answers as counts; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yakusho.office.activities.rules import plain_text

KINDS = ("scale", "one", "many", "text")
SCALE = ("1", "2", "3", "4", "5")
CHOICES_MIN, CHOICES_MAX = 2, 10
CHOICE_CHARACTERS_MAX = 80
QUESTIONS_MAX = 20
ANSWER_CHARACTERS_MAX = 1_000

Answers = Mapping[str, str | list[str]]
"""One person's answers by question id."""


@dataclass(frozen=True)
class Result:
    """What all said to one question: counts by answer, or the texts in an order that says nothing of who wrote them."""

    counts: list[tuple[str, int]]
    texts: list[str]
    answered: int


def choices_of(kind: str, text: str) -> list[str] | None:
    """The choices written one a line; None when they don't fit the kind of question."""
    if kind not in ("one", "many"):
        return []
    lines = list(dict.fromkeys(line.strip() for line in plain_text(text).split("\n") if line.strip()))
    fits = CHOICES_MIN <= len(lines) <= CHOICES_MAX and all(len(line) <= CHOICE_CHARACTERS_MAX for line in lines)
    return lines if fits else None


def plain_answer(kind: str, choices: Sequence[str], given: Sequence[str]) -> str | list[str] | None:
    """What was posted as an answer that fits the question; None where nothing fits, which counts as no answer."""
    if kind == "text":
        text = plain_text(given[0] if given else "")
        return text[:ANSWER_CHARACTERS_MAX] or None
    offered = SCALE if kind == "scale" else choices
    chosen = [choice for choice in offered if choice in given]
    if kind == "many":
        return chosen or None
    return chosen[0] if len(chosen) == 1 else None


def result(question: str, kind: str, choices: Sequence[str], sheets: Iterable[Answers]) -> Result:
    """What all sheets say to one question."""
    given = [sheet[question] for sheet in sheets if question in sheet]
    if kind == "text":
        return Result([], sorted(answer for answer in given if isinstance(answer, str)), len(given))
    counted = Counter(choice for answer in given for choice in ([answer] if isinstance(answer, str) else answer))
    return Result([(choice, counted[choice]) for choice in (SCALE if kind == "scale" else choices)], [], len(given))
