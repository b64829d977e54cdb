"""An item made ready: everything a page needs to show it and everything the rules need to read and judge it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from yakusho.forms import words
from yakusho.forms.schema import Choice, Text
from yakusho.forms.words import Wrong

Answer = Any
"""What is kept of an answer, JSON types only: text, whole number, true/false, object of parts, list of members."""

Control = Literal["input", "textarea", "radio", "select", "checkbox", "file", "parts", "group"]


def _as_is(answer: Answer, language: str) -> str:
    return str(answer)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of item (項目の種類) behaves.

    `read` turns typed text into the answer kept, or says why not; `typed` turns an answer back into text that `read`
    takes; `show` words it for people. `shape` is the Python type of an answer, `blank` what rules see without one.
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


@dataclass(frozen=True, slots=True)
class Field:
    """One item of a page (項目). A bank account has `parts`, a repeat group has `members`; both are fields themselves.

    `wide` asks for a wide input; templates name inputs by `id`, `id-part` or `id-0-member`.
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
