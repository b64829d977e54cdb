"""Questions and answers of a case in words, for its page and the room's own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.desk.cases.beside import open_beside
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.queries import seat_names
from yakusho.forms.kinds_choice import RELATIONS
from yakusho.messages.questions import FIELDS
from yakusho.office.questions.models import RegisterQuestion
from yakusho.office.questions.words import ask_word, field_word, outcome_word, purpose_word

SHOWN_QUESTIONS_MAX = 20


@dataclass(frozen=True)
class Asked:
    """One question with its answer; `refusal` says in words why there are no rows."""

    question: str
    purpose: str
    person: str
    day: date | None
    at: datetime
    who: str
    answered: bool
    columns: list[str]
    rows: list[list[str]]
    refusal: str


def asked_of(case: Case) -> list[Asked]:
    """The latest questions of a case, the newest first."""
    rows = list(RegisterQuestion.objects.filter(case=case).order_by("-asked_at")[:SHOWN_QUESTIONS_MAX])
    names = seat_names(row.seat for row in rows)
    return [_asked(row, open_beside(case, row.content), names) for row in rows]


def _asked(row: RegisterQuestion, kept: dict[str, Any], names: dict[str, str]) -> Asked:
    person, answer = kept["person"], kept["answer"]
    fields = FIELDS[row.ask]  # type: ignore[index]
    said = answer["rows"] if answer else []
    return Asked(
        question=ask_word(row.ask),
        purpose=purpose_word(row.purpose),
        person=" ".join(filter(None, (person["name"], person["birth_date"]))),
        day=date.fromisoformat(kept["day"]) if kept["day"] else None,
        at=row.asked_at,
        who=names.get(str(row.seat), ""),
        answered=answer is not None,
        columns=[field_word(name) for name in fields],
        rows=[[_value(name, each.get(name, "")) for name in fields] for each in said],
        refusal=outcome_word(answer["outcome"]) if answer and not said else "",
    )


def _value(name: str, value: str) -> str:
    """A value of an answer in words."""
    if name in ("registered", "none"):
        return _("Yes")
    if name == "relation":
        language = get_language() or "ja"
        return next((each.label.say(language) for each in RELATIONS if each.code == value), value)
    return value
