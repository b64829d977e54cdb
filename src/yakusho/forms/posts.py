"""Reads what a browser sent for one page: any data gives answers and sentences, never an exception."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from yakusho.forms import bounds, plain, words
from yakusho.forms.fields import Answer, Field, Whole
from yakusho.forms.pages import CompiledPage, label_of
from yakusho.forms.schema.texts import Text
from yakusho.forms.words import Offering, Wrong
from yakusho.kernel.bounds import ANSWER_CHARACTERS_MAX
from yakusho.kernel.errors import FieldError

Data = Mapping[str, Sequence[str]]
"""Input names with the values sent for each, as in `QueryDict.lists()`."""

Members = dict[int, dict[str, Sequence[str]]]
"""What was sent for a repeat group: by row number and the name within the row (`name`, `home-town`)."""

Offers = tuple[tuple[str, Text], ...]
"""What an input may be answered with, when what was typed may mean several: texts to send and their labels."""

_Place = tuple[Field, int]
"""The item of the page that an input belongs to, and the number of its member (from 1), or 0 outside of groups."""

_BLANK = object()
_COMPLETED_CHARACTERS_MAX = 300  # longer texts imply nothing
_ROW = re.compile("[1-9][0-9]{0,2}")


class Post:
    """One page as sent: the answers that could be read, what was typed, and what is wrong, by item."""

    __slots__ = ("errors", "language", "offers", "rows", "today", "typed", "values")

    def __init__(self, language: str, today: date) -> None:
        self.language = language
        self.today = today
        self.values: dict[str, Answer] = {}
        self.typed: dict[str, str] = {}
        self.rows: dict[str, int] = {}
        self.errors: list[tuple[str, FieldError]] = []  # with the id of the item on the page
        self.offers: dict[str, Offers] = {}

    def wrong(self, owner: str, path: str, wrong: Wrong, label: str) -> None:
        """Note a wrong answer."""
        self.errors.append((owner, FieldError(path, wrong.say(label, self.language))))
        if isinstance(wrong, Offering):
            self.offers[path] = wrong.offers


def read_post(page: CompiledPage, data: Data, ignore: Collection[str], language: str, today: date) -> Post:
    """Read all inputs of a page."""
    post = Post(language, today)
    members, unknown = _sort_out(page, data, ignore)
    if unknown:
        post.wrong("", "", words.UNKNOWN_FIELD, "")
    for field in page.items:
        if field.control == "group":
            _read_group(post, field, members.get(field.id, {}))
        elif field.parts:
            sent = {part.id: data.get(f"{field.id}-{part.id}", ()) for part in field.parts}
            if answers := _read_parts(post, field, sent, (field, 0)):
                post.values[field.id] = answers
        elif field.control == "words":
            continue
        elif field.control == "file":
            if any(data.get(field.id, ())):
                post.wrong(field.id, field.id, words.NOT_A_FILE, field.label.say(language))
        else:
            answer = _read_one(post, field, field.id, data.get(field.id, ()), field.required, (field, 0))
            if answer is not _BLANK:
                post.values[field.id] = answer
    return post


def _sort_out(page: CompiledPage, data: Data, ignore: Collection[str]) -> tuple[dict[str, Members], bool]:
    """Values of repeat groups by group, row and member; and whether there are names that the page doesn't have."""
    groups: dict[str, Members] = {}
    unknown = False
    for name, values in data.items():
        if name in page.names or name in ignore:
            continue
        place = page.members.get(name) or _beyond(page, name)
        if place is None:
            unknown = True
        else:
            group, row, member = place
            groups.setdefault(group, {}).setdefault(row, {})[member] = values
    return groups, unknown


def _beyond(page: CompiledPage, name: str) -> tuple[str, int, str] | None:
    """The place of an input in a row beyond the greatest of its group: a row too many, or one after a gap."""
    group, _, rest = name.partition("-")
    row, _, member = rest.partition("-")
    if not _ROW.fullmatch(row) or f"{group}-0-{member}" not in page.members:
        return None
    return group, int(row), member


def _read_one(post: Post, field: Field, path: str, values: Sequence[str], required: bool, place: _Place) -> Answer:
    """The answer of one input, or `_BLANK` when there is none or it is wrong."""
    text = values[0] if values else ""
    if field.kind.several and len(values) > 1:
        text, values = ",".join(values), ()
    if text:
        post.typed[path] = text[: bounds.REDISPLAY_CHARACTERS_MAX]
    wrong: Wrong | None = None
    if len(values) > 1:
        wrong = words.SENT_TWICE
    elif len(text) > ANSWER_CHARACTERS_MAX:
        wrong = words.too_long(field.kind.maxlength or ANSWER_CHARACTERS_MAX, len(text))
    elif text and not text.isspace():
        answer = field.kind.read(text, post.today)
        if not isinstance(answer, Wrong):
            if answer != "":
                return answer
        elif not plain.is_blank(text):
            wrong = answer
    if wrong is None and required:
        wrong = field.kind.ask
    if wrong is not None:
        post.wrong(place[0].id, path, wrong, label_of(field, post.language, *place))
    return _BLANK


def _read_parts(post: Post, field: Field, sent: dict[str, Sequence[str]], place: _Place) -> dict[str, Answer]:
    """The parts of an item; an optional one may be left blank, but not half. What parts imply is filled in first."""
    path = f"{_prefix(place)}{field.id}-"
    begun = any(any(map(str.strip, values)) for values in sent.values())
    required = field.required or begun
    spared: Collection[str] = ()
    whole = field.whole if begun else None
    if whole is not None:
        sent, spared = _completed(whole, sent)
    answers: dict[str, Answer] = {}
    for part in field.parts:
        needed = required and part.required and part.id not in spared
        answer = _read_one(post, part, path + part.id, sent[part.id], needed, place)
        if answer is not _BLANK:
            answers[part.id] = answer
    if whole is not None:
        _quarrels(post, field, whole, answers, place)
    return answers


def _prefix(place: _Place) -> str:
    """What the names of inputs there begin with."""
    owner, number = place
    return f"{owner.id}-{number - 1}-" if number else ""


def _completed(whole: Whole, sent: dict[str, Sequence[str]]) -> tuple[dict[str, Sequence[str]], Collection[str]]:
    """The texts with those that others imply, and the parts that needn't be given beside them."""
    if any(len(values) > 1 or len(values[0]) > _COMPLETED_CHARACTERS_MAX for values in sent.values() if values):
        return sent, ()
    texts = {part: values[0] if values else "" for part, values in sent.items()}
    completed = whole.complete(texts)
    changed = {part: (text,) for part, text in completed.items() if text != texts.get(part)}
    return {**sent, **changed}, whole.spared(texts)


def _quarrels(post: Post, field: Field, whole: Whole, answers: Mapping[str, Answer], place: _Place) -> None:
    """What is wrong between parts that are right in themselves, at parts where nothing else is wrong."""
    told = {error.path for owner, error in post.errors if owner == place[0].id}
    parts = {part.id: part for part in field.parts}
    for part, wrong in whole.judge(answers):
        path = f"{_prefix(place)}{field.id}-{part}"
        if path not in told:
            post.wrong(place[0].id, path, wrong, label_of(parts[part], post.language, *place))


def _read_group(post: Post, field: Field, members: Members) -> None:
    """Members in the order of their numbers; wholly blank ones beyond the least number are passed over."""
    rows = [members[index] for index in sorted(members)][: field.max]
    if len(members) > field.max:
        post.wrong(field.id, field.id, words.too_many_members(field.max), field.label.say(post.language))
    least = max(field.min, 1) if field.required else 0
    while len(rows) < least:
        rows.append({})
    post.rows[field.id] = len(rows)
    answers: list[dict[str, Answer]] = []
    for index, row in enumerate(rows):
        if index >= least and not any(any(map(str.strip, values)) for values in row.values()):
            _keep_typed(post, field, index, row)
            continue
        answer = _read_member(post, field, index, row)
        if answer:
            answers.append(answer)
    if answers:
        post.values[field.id] = answers


def _keep_typed(post: Post, field: Field, index: int, row: Mapping[str, Sequence[str]]) -> None:
    for member, values in row.items():
        if values and values[0]:
            post.typed[f"{field.id}-{index}-{member}"] = values[0][: bounds.REDISPLAY_CHARACTERS_MAX]


def _read_member(post: Post, group: Field, index: int, row: Mapping[str, Sequence[str]]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    place = (group, index + 1)
    prefix = _prefix(place)
    for member in group.members:
        if member.parts:
            sent = {part.id: row.get(f"{member.id}-{part.id}", ()) for part in member.parts}
            answer: Answer = _read_parts(post, member, sent, place) or _BLANK
        else:
            answer = _read_one(post, member, prefix + member.id, row.get(member.id, ()), member.required, place)
        if answer is not _BLANK:
            answers[member.id] = answer
    return answers
