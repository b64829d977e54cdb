"""Examples tried out (記入例の試し): each is typed into the form page by page, as tests and sample wards will do."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from yakusho.forms.compiled import EXIT, Compiled
from yakusho.kernel.errors import FieldError
from yakusho.kernel.findings import Fault, Place

_FILE: Final = {"blob": "0" * 64, "key": "", "size_bytes": 1, "media_type": "image/png", "name": "mihon.png"}


def tried_examples(compiled: Compiled, today: date) -> Iterator[Fault]:
    """Every reason for which an example couldn't be sent on that day."""
    for name in compiled.procedure.examples:
        told: set[str] = set()
        for error in _errors(compiled, name, today):
            first = error.path.partition("-")[0]
            if first not in told:
                told.add(first)
                yield _fault(compiled, name, error)


def _errors(compiled: Compiled, name: str, today: date) -> Iterator[FieldError]:
    answers: dict[str, Any] = {}
    for page, typed in compiled.example(name).items():
        if page not in compiled.visible(answers, today).pages:
            continue
        for field in compiled.page(page).items:
            if field.control == "file" and field.required:
                answers[field.id] = [_FILE] if field.many > 1 else _FILE
        result = compiled.read_page(page, typed, answers, "en", today=today)
        yield from result.errors
        if result.errors:  # what follows may depend on them
            return
        answers = result.answers
    yield from compiled.check(answers, today, "en")


def _fault(compiled: Compiled, name: str, error: FieldError) -> Fault:
    first, *steps = error.path.split("-")
    if first == EXIT:
        said = f"The example “{name}” ends at the exit page “{'-'.join(steps)}”."
        return ("examples", name), said, "Answer so that it can be sent; fixed days grow old when rules count to today."
    place: Place = ("examples", name, first, *(int(step) if step.isdigit() else step for step in steps))
    codes = [choice.code for choice in compiled.item(error.path).choices]
    remedy = f"Write a code: {', '.join(codes)}." if codes else "Correct the answer, or add it."
    return place, f"The example “{name}” can't be sent: {error.sentence}", remedy
