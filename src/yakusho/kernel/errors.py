"""The two ways an action says no; everything else is a bug."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refused(Exception):
    """A person may not do this, or not now. `sentence` is written for that person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class FieldError:
    """One wrong input: where it is, and how to mend it."""

    path: str
    sentence: str


class Invalid(Exception):
    """Input that can't be accepted, with a path for each wrong field."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__("; ".join(error.path for error in errors))
        self.errors = tuple(errors)


def refuse(sentence: str | None) -> None:
    """Raise `Refused` when a rule answered with a sentence."""
    if sentence is not None:
        raise Refused(sentence)
