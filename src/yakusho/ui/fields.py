"""A form field (入力欄) as plain data: views build it, `{% field %}` writes it."""

from collections.abc import Collection
from dataclasses import dataclass

TEXT_KINDS = ("text", "email", "tel", "password", "search", "date", "number")
KINDS = (*TEXT_KINDS, "textarea", "select", "radios", "checkbox", "checkboxes", "file", "hidden")

TICKED = (True, "yes")


@dataclass(frozen=True)
class Choice:
    """One answer to choose from."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """One question with everything a person needs to answer it.

    `value` is text; for `checkboxes` a collection of values, for `checkbox` True or "yes" when ticked.
    `width` is the size of the expected answer in full-width characters (0: as wide as the column).
    `uploaded` names the file already kept for a `file` field. `attrs` go onto each control (`hx-…`, `data-…`).
    `suggestions` are offered while one types, where the browser can; any other answer may be typed.
    `unit` stands behind a one-line answer.
    `maxlength` limits one-line answers; a textarea only says it, because a browser would cut pasted text silently.
    """

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    value: str | bool | Collection[str] = ""
    error: str = ""
    choices: Collection[Choice | tuple[str, str]] = ()
    required: bool = True
    autocomplete: str = ""
    inputmode: str = ""
    maxlength: int = 0
    rows: int = 4
    accept: str = ""
    width: int = 0
    multiple: bool = False
    uploaded: str = ""
    attrs: Collection[tuple[str, str]] = ()
    suggestions: Collection[str] = ()
    unit: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of field: {self.kind}")

    @property
    def id(self) -> str:
        """The id of the (first) control, where error summaries lead to."""
        return field_id(self.name)

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for `aria-describedby`."""
        ids = []
        if self.hint or self._length_hint:
            ids.append(f"{self.id}-hint")
        if self.unit:
            ids.append(f"{self.id}-unit")
        if self.error:
            ids.append(f"{self.id}-error")
        return " ".join(ids)

    @property
    def _length_hint(self) -> bool:
        return self.kind == "textarea" and self.maxlength > 0

    def choice_list(self) -> list[Choice]:
        """The choices, pairs made into `Choice`."""
        return [choice if isinstance(choice, Choice) else Choice(*choice) for choice in self.choices]

    def chosen(self, value: str) -> bool:
        """Whether a choice is (among) the present answer."""
        if isinstance(self.value, str | bool):
            return self.value == value
        return value in self.value


def field_id(name: str) -> str:
    """The id of the control that is called `name` in the form."""
    return f"f-{name}"
