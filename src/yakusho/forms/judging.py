"""Judges kept answers again: a draft may be old, a correction may come from an earlier version of the procedure."""

from collections.abc import Iterator
from datetime import date

from yakusho.forms import words
from yakusho.forms.fields import Answer, Field
from yakusho.forms.pages import label_of
from yakusho.forms.words import Wrong
from yakusho.kernel.errors import FieldError


def judge(field: Field, answer: Answer, today: date, language: str) -> Iterator[FieldError]:
    """What is wrong with the answer to one item; `None` is no answer."""
    if field.control == "group":
        yield from _group(field, answer, today, language)
    elif answer is None:
        if field.required:
            yield FieldError(field.id, field.kind.ask.say(field.label.say(language), language))
    elif field.control == "parts":
        yield from _object(field, field.parts, answer, today, language)
    elif field.control == "file":
        if not is_file(answer):
            yield FieldError(field.id, words.NOT_A_FILE.say(field.label.say(language), language))
    elif (wrong := _wrong(field, answer, today)) is not None:
        yield FieldError(field.id, wrong.say(field.label.say(language), language))


def _wrong(field: Field, answer: Answer, today: date) -> Wrong | None:
    if answer is None:
        return field.kind.ask if field.required else None
    return field.judge(answer, today)


def is_file(answer: Answer) -> bool:
    """Whether an answer has the shape of an uploaded file's handle."""
    return isinstance(answer, dict) and isinstance(answer.get("blob"), str) and isinstance(answer.get("name"), str)


def _object(
    owner: Field, fields: tuple[Field, ...], answer: Answer, today: date, language: str, number: int = 0
) -> Iterator[FieldError]:
    """An account, or the member of that number (from 1) of a group."""
    prefix = f"{owner.id}-{number - 1}-" if number else f"{owner.id}-"
    if not isinstance(answer, dict):
        answer = {}
    for field in fields:
        wrong = _wrong(field, answer.get(field.id), today)
        if wrong is not None:
            yield FieldError(prefix + field.id, wrong.say(label_of(field, language, owner, number), language))


def _group(field: Field, answer: Answer, today: date, language: str) -> Iterator[FieldError]:
    members = answer if isinstance(answer, list) else []
    least = max(field.min, 1) if field.required else field.min if members else 0
    wrong: Wrong | None = None
    if not members and least:
        wrong = field.kind.ask
    elif len(members) < least:
        wrong = words.too_few_members(least)
    elif len(members) > field.max:
        wrong = words.too_many_members(field.max)
    if wrong is not None:
        yield FieldError(field.id, wrong.say(field.label.say(language), language))
    for index, member in enumerate(members[: field.max]):
        yield from _object(field, field.members, member, today, language, index + 1)
