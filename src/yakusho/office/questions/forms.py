"""The form of a question (照会の入力欄): what it posts, and its fields, filled in from the application."""

from collections.abc import Mapping
from typing import Any, get_args

from django.utils.translation import gettext as _
from pydantic import ValidationError

from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case
from yakusho.desk.procedures.queries import definition
from yakusho.japanese.dates import read_date
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.messages.questions import ASKS, PURPOSES, Ask, AskedPerson, Purpose
from yakusho.office.questions.actions import Wanted
from yakusho.office.questions.words import ask_word, purpose_word
from yakusho.ui.fields import Field

KINDS = {"name": "name", "kana": "kana", "date": "birth_date", "address": "address"}
"""Which item of an application fills in which field: the first of its kind."""


def posted_question(post: Mapping[str, str]) -> Wanted:
    """The question that a form posts.

    Raises:
        Invalid: with a sentence for each wrong field.
    """
    name, ask, purpose = post.get("name", "").strip(), post.get("ask", ""), post.get("purpose", "")
    born, day = read_date(post.get("birth_date", "")).exact_day, read_date(post.get("day", "")).exact_day
    wrong = [
        FieldError("ask", _("Choose what you want to know.")) if ask not in get_args(Ask) else None,
        FieldError("purpose", _("Choose what you need it for.")) if purpose not in get_args(Purpose) else None,
        FieldError("name", _("Write the name as in the application.")) if not name else None,
        FieldError("birth_date", _("Write the date of birth as in 1980-04-01 or 昭和55年4月1日."))
        if not born
        else None,
        FieldError("day", _("Write the day as in 2026-04-01 or 令和8年4月1日.")) if not day else None,
    ]
    errors = [each for each in wrong if each is not None]
    if errors or born is None or day is None:
        raise Invalid(errors)
    try:
        person = AskedPerson(
            name=name,
            kana=post.get("kana", "").strip(),
            birth_date=born.isoformat(),
            address=post.get("address", "").strip(),
        )
    except ValidationError as error:
        path = str(error.errors()[0]["loc"][0])
        raise Invalid([FieldError(path, _("This is too long."))]) from error
    return Wanted(ask, purpose, person, day.isoformat())  # type: ignore[arg-type]


def question_fields(case: Case, post: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    """The fields of a question with what was typed, else what the application says."""
    known = _from_answers(case) if not post else {}

    def text(name: str, label: str, hint: str = "", *, required: bool = True, width: int = 0) -> Field:
        value = post.get(name, known.get(name, ""))
        return Field(
            name,
            label,
            value=value,
            hint=hint,
            error=errors.get(name, ""),
            required=required,
            width=width,
            maxlength=200,
        )

    def choice(name: str, label: str, choices: list[tuple[str, str]]) -> Field:
        return Field(name, label, "radios", value=post.get(name, ""), choices=choices, error=errors.get(name, ""))

    day = text("day", _("As of which day"), _("As in 2026-04-01 or 令和8年4月1日."), width=12)
    return [
        choice("ask", _("What do you want to know?"), [(ask, ask_word(ask)) for ask in ASKS]),
        choice("purpose", _("What do you need it for?"), [(each, purpose_word(each)) for each in PURPOSES]),
        text("name", _("Name")),
        text("kana", _("Reading"), required=False),
        text("birth_date", _("Date of birth"), _("As in 1980-04-01 or 昭和55年4月1日."), width=12),
        text("address", _("Home address"), _("It helps to tell two persons of one name apart."), required=False),
        Field(**{**vars(day), "value": post.get("day", clock.today().isoformat())}),
    ]


def _from_answers(case: Case) -> dict[str, str]:
    """What the application says of its applicant: the first item of each kind."""
    newest = open_content(case).newest
    found: dict[str, str] = {}
    for item in definition(case.procedure, newest.generation).all_items():
        answer: Any = newest.answers.get(item.id)
        field = KINDS.get(item.kind)
        if field and isinstance(answer, str) and field not in found:
            found[field] = answer
    return found
