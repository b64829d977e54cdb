"""Answers by their paths (項目の指定): `name`, or `person.kana` for a part of an item."""

from collections.abc import Collection, Mapping
from datetime import date

from yakusho.forms.fields import Answer
from yakusho.forms.prefectures import PREFECTURE_NAMES
from yakusho.forms.schema.procedure import Procedure


def answer_at(answers: Mapping[str, Answer], path: str) -> Answer | None:
    """The answer at a path; None when there is none."""
    item, _, part = path.partition(".")
    answer = answers.get(item)
    if not part:
        return answer
    return answer.get(part) if isinstance(answer, dict) else None


def answers_at(answers: Mapping[str, Answer], paths: Collection[str]) -> dict[str, Answer]:
    """The answers that there are at some paths; at one into a repeat group, those of all its members."""
    found: dict[str, Answer] = {}
    for path in paths:
        item, _, part = path.partition(".")
        members = answers.get(item) if part else None
        if isinstance(members, list):
            found[path] = [answer_at({item: each}, path) for each in members]
        elif (answer := answer_at(answers, path)) is not None:
            found[path] = answer
    return found


def is_named(name: str, paths: Collection[str]) -> bool:
    """Whether one of some paths leads to an input: `children.name` to `children-0-name`, `children` to all of it."""
    item, *parts = name.split("-")
    return item in paths or any(f"{item}.{part}" in paths for part in parts)


def base_day(procedure: Procedure, answers: Mapping[str, Answer], arrived: date) -> date | None:
    """The day as of which the register is asked (基準日); None when the answers don't give it.

    `arrived` is the day on which the application arrived.
    """
    if procedure.register_checks is None:
        return None
    said = procedure.register_checks.base_date
    if said == "today":
        return arrived
    try:
        return date.fromisoformat(str(procedure.data.get(said, answers.get(said, said))))
    except ValueError:
        return None


def line_at(answers: Mapping[str, Answer], path: str) -> str:
    """The answer at a path in one line of text: an address of several inputs as it is written on an envelope."""
    answer = answer_at(answers, path)
    if not isinstance(answer, dict):
        return answer if isinstance(answer, str) else ""
    prefecture = PREFECTURE_NAMES.get(str(answer.get("prefecture", "")), "")
    place = prefecture + "".join(str(answer.get(part, "")) for part in ("rest", "town", "number"))
    return f"{place} {answer.get('building', '')}".strip()
