"""Answers that are sealed on their own (別封の項目): individual numbers, which only the inner zone may put back."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from yakusho.forms.fields import Answer, Field


class Places(NamedTuple):
    """Where answers to be kept apart stand: items, and member items of groups and cells of tables by their owner."""

    items: frozenset[str]
    inside: Mapping[str, frozenset[str]]


def places(fields: Iterable[Field]) -> Places:
    """The places among the items of a procedure."""
    found = {
        field.id: frozenset(each.id for each in (*field.parts, *field.members) if each.kind.apart) for field in fields
    }
    return Places(
        frozenset(field.id for field in fields if field.kind.apart),
        {owner: inside for owner, inside in found.items() if inside},
    )


def taken_out(where: Places, answers: Mapping[str, Answer]) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers without them, and them by the name of their input: `my_number`, `children-0-my_number`."""
    rest = {name: answer for name, answer in answers.items() if name not in where.items}
    parts = {name: answers[name] for name in where.items if name in answers}
    for owner, inside in where.inside.items():
        answer = rest.get(owner)
        if isinstance(answer, dict):
            rest[owner] = _cut(answer, inside, f"{owner}-", parts)
        elif isinstance(answer, list):
            rest[owner] = [_cut(each, inside, f"{owner}-{row}-", parts) for row, each in enumerate(answer)]
    return rest, parts


def _cut(answer: Answer, inside: frozenset[str], prefix: str, parts: dict[str, str]) -> Answer:
    if not isinstance(answer, dict):
        return answer
    parts.update({prefix + name: answer[name] for name in sorted(inside) if name in answer})
    return {name: value for name, value in answer.items() if name not in inside}


def put_back(where: Places, answers: Mapping[str, Answer], parts: Mapping[str, str]) -> dict[str, Answer]:
    """The answers with them; what has no place any more is left out."""
    whole = dict(answers)
    for name, text in parts.items():
        owner, _, rest = name.partition("-")
        row, _, member = rest.partition("-")
        if name in where.items:
            whole[name] = text
        elif rest in where.inside.get(owner, ()) and isinstance(whole.get(owner, {}), dict):
            whole[owner] = {**whole.get(owner, {}), rest: text}
        elif member in where.inside.get(owner, ()) and isinstance(whole.get(owner), list) and row.isdecimal():
            rows = list(whole[owner])
            if int(row) < len(rows) and isinstance(rows[int(row)], dict):
                rows[int(row)] = {**rows[int(row)], member: text}
                whole[owner] = rows
    return whole
