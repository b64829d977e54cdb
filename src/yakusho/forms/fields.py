"""An item made ready: everything a page needs to show it and everything the rules need to read and judge it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from yakusho.forms import words
from yakusho.forms.schema.texts import Choice, Text
from yakusho.forms.words import Wrong

Answer = Any
"""What is kept of an answer, JSON types only: text, whole number, true/false, object of parts, list of members."""

Control = Literal[
    "input", "textarea", "radio", "select", "checkbox", "checkboxes", "file", "parts", "table", "group", "words"
]


def _as_is(answer: Answer, language: str) -> str:
    return str(answer)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of item (項目の種類) behaves.

    `read` turns typed text into the answer kept, or says why not; `typed` turns an answer back into text that `read`
    takes; `show` words it for people. `shape` is the Python type of an answer, `blank` what rules see without one,
    `value` what they see of an answer that isn't plain. With `several`, a browser may send more than one text, which
    `read` gets with commas between. An answer kept `apart` is sealed on its own (個人番号). `suggestions` are few and
    stand on the page; `finds` says in which part of an account's bank a longer list is looked through while typing.
    """

    read: Callable[[str, date], Answer | Wrong]
    typed: Callable[[Answer, str], str] = _as_is
    show: Callable[[Answer, str], str] = _as_is
    shape: type = str
    blank: Answer = ""
    ask: Wrong = words.ENTER
    control: Control = "input"
    input_type: str = "text"
    autocomplete: str | None = None
    inputmode: str | None = None
    maxlength: int | None = None
    choices: tuple[Choice, ...] = ()
    rows: int | None = None
    accept: str | None = None
    unit: Text | None = None
    sample: Answer = "x"  # a likely answer at its greatest, for trying out rules
    value: Callable[[Answer], Any] | None = None
    several: bool = False
    apart: bool = False
    suggestions: tuple[str, ...] = ()
    finds: str = ""


def _nothing_more(texts: Mapping[str, str]) -> Mapping[str, str]:
    return texts


def _none_spared(texts: Mapping[str, str]) -> Collection[str]:
    return ()


def _no_quarrel(answers: Mapping[str, Answer]) -> Iterable[tuple[str, Wrong]]:
    return ()


@dataclass(frozen=True, slots=True)
class Whole:
    """How the parts of an item hang together: 記号・番号 give an account, a town has its postcode.

    `complete` fills in texts that other texts imply, `spared` names parts that needn't be given beside those typed,
    `judge` says at which part the answers contradict each other.
    """

    complete: Callable[[Mapping[str, str]], Mapping[str, str]] = _nothing_more
    spared: Callable[[Mapping[str, str]], Collection[str]] = _none_spared
    judge: Callable[[Mapping[str, Answer]], Iterable[tuple[str, Wrong]]] = _no_quarrel


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows and columns of a table, with their ids; the part in a cell is called `row_column`."""

    rows: tuple[tuple[str, Text], ...]
    columns: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One item of a page (項目). An account has `parts`, a repeat group has `members`; both are fields themselves.

    Inputs are named by `id`, `id-part`, `id-0-member` or `id-0-member-part`. `whole` knows how parts hang together,
    `grid` how a table is laid out; `many` files may be attached, `camera` asks a phone for its camera; `confirm` says
    how an address is confirmed; `same_as` is the path of the name that a signature repeats.
    """

    id: str
    kind_name: str
    kind: Kind
    label: Text
    hint: Text | None
    required: bool
    autocomplete: str | None
    conditional: bool = False
    parts: tuple["Field", ...] = ()
    members: tuple["Field", ...] = ()
    one: Text | None = None
    min: int = 0
    max: int = 0
    prefill: bool = False
    whole: Whole | None = None
    grid: Grid | None = None
    many: int = 1
    camera: bool = False
    confirm: str | None = None
    same_as: str | None = None
    text: Text | None = None

    @property
    def control(self) -> Control:
        """Which component shows it."""
        return self.kind.control

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen."""
        return self.kind.choices

    def judge(self, answer: Answer, today: date) -> Wrong | None:
        """Why a kept answer can't stand, or None: it stands when its typed form reads back as itself."""
        if type(answer) is not self.kind.shape:
            return words.NOT_READABLE
        read = self.kind.read(self.kind.typed(answer, "en"), today)
        if read == answer:
            return None
        return read if isinstance(read, Wrong) else words.NOT_READABLE


def part(id_: str, label: Text, kind: Kind, hint: Text | None = None, *, required: bool = True) -> Field:
    """A part of an item."""
    return Field(id_, "text", kind, label, hint, required=required, autocomplete=None)


def own_part(id_: str, label: Text, kind: Kind, hint: Text | None = None, *, required: bool = True) -> Field:
    """A part that a browser may fill in, because it is about the person who types."""
    return Field(id_, "text", kind, label, hint, required=required, autocomplete=kind.autocomplete)
