"""Judges kept answers again: a draft may be old, a correction may come from an earlier version of the procedure."""

from collections.abc import Iterator, Mapping
from datetime import date

from yakusho.forms import words
from yakusho.forms.fields import Answer, Field
from yakusho.forms.naming import same_name
from yakusho.forms.pages import label_of
from yakusho.forms.paths import answer_at
from yakusho.forms.uploads import handles
from yakusho.forms.uploads import is_file as is_file
from yakusho.forms.words import Wrong
from yakusho.kernel.errors import FieldError


def judge(field: Field, answer: Answer, today: date, language: str) -> Iterator[FieldError]:
    """What is wrong with the answer to one item; `None` is no answer."""
    if field.control == "group":
        yield from _group(field, answer, today, language)
    elif answer is None:
        if field.required:
            yield FieldError(field.id, field.kind.ask.say(field.label.say(language), language))
    elif field.parts:
        yield from _object(field, field.parts, answer, today, language)
    elif field.control == "file":
        yield from _files(field, answer, language)
    elif (wrong := _wrong(field, answer, today)) is not None:
        yield FieldError(field.id, wrong.say(field.label.say(language), language))


def signed(field: Field, answers: Mapping[str, Answer], language: str) -> Iterator[FieldError]:
    """Whether a signature (署名) writes the name that it has to."""
    name, written = answer_at(answers, field.same_as or ""), answers.get(field.id)
    if isinstance(name, str) and isinstance(written, str) and not same_name(name, written):
        yield FieldError(field.id, words.SIGN_ALIKE.say(field.label.say(language), language))


def _wrong(field: Field, answer: Answer, today: date) -> Wrong | None:
    if answer is None:
        return field.kind.ask if field.required else None
    return field.judge(answer, today)


def _files(field: Field, answer: Answer, language: str) -> Iterator[FieldError]:
    sent = answer if isinstance(answer, list) else [answer]
    label = field.label.say(language)
    if len(handles(answer)) != len(sent):
        yield FieldError(field.id, words.NOT_A_FILE.say(label, language))
    elif len(sent) > field.many:
        yield FieldError(field.id, words.too_many_files(field.many).say(label, language))
    elif not sent and field.required:
        yield FieldError(field.id, field.kind.ask.say(label, language))


def _object(
    owner: Field, fields: tuple[Field, ...], answer: Answer, today: date, language: str, number: int = 0
) -> Iterator[FieldError]:
    """An account, or the member of that number (from 1) of a group."""
    prefix = f"{owner.id}-{number - 1}-" if number else f"{owner.id}-"
    if not isinstance(answer, dict):
        answer = {}
    told = set()
    for field in fields:
        wrong = _wrong(field, answer.get(field.id), today)
        if wrong is not None:
            told.add(field.id)
            yield FieldError(prefix + field.id, wrong.say(label_of(field, language, owner, number), language))
    if owner.whole is not None and not number:
        labels = {part.id: part.label for part in fields}
        for part, wrong in owner.whole.judge(answer):
            if part not in told:
                yield FieldError(prefix + part, wrong.say(labels[part].say(language), language))


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
