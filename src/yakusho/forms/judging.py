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

_Said = tuple[str, Field, int]
"""The language, and the item whose member of that number (from 1) an error is about."""


def judge(field: Field, answer: Answer, today: date, language: str) -> Iterator[FieldError]:
    """What is wrong with the answer to one item; `None` is no answer."""
    if field.control == "group":
        yield from _group(field, answer, today, language)
    elif answer is None:
        if field.required:
            yield FieldError(field.id, field.kind.ask.say(field.label.say(language), language))
    elif field.parts:
        yield from _object(f"{field.id}-", field, answer, today, (language, field, 0))
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


def _object(prefix: str, owner: Field, answer: Answer, today: date, said: _Said) -> Iterator[FieldError]:
    """The parts of an item, or the member items of one member of a group; names of inputs begin with `prefix`."""
    if not isinstance(answer, dict):
        answer = {}
    told = set()
    fields = {field.id: field for field in owner.parts or owner.members}
    for id_, field in fields.items():
        given = answer.get(id_)
        if field.parts and given is not None:
            yield from _object(f"{prefix}{id_}-", field, given, today, said)
        elif (wrong := _wrong(field, given, today)) is not None:
            told.add(id_)
            yield FieldError(prefix + id_, _sentence(wrong, field, said))
    for part, wrong in owner.whole.judge(answer) if owner.whole is not None else ():
        if part not in told:
            yield FieldError(prefix + part, _sentence(wrong, fields[part], said))


def _sentence(wrong: Wrong, field: Field, said: _Said) -> str:
    language, group, number = said
    return wrong.say(label_of(field, language, group, number), language)


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
        yield from _object(f"{field.id}-{index}-", field, member, today, (language, field, index + 1))
