"""Reading a claim out of an application's answers, by what its procedure says is to be checked; pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yakusho.forms import Procedure
from yakusho.forms.paths import line_at
from yakusho.forms.schema.register import CheckedApplicant, CheckedMembers
from yakusho.mynumber.checking.values import Claim, ClaimedPerson

TODAY = "today"


class Unreadable(Exception):
    """The answers aren't such as the procedure asks for."""


def read_claim(procedure: Procedure, answers: Mapping[str, Any], received_on: date) -> Claim | None:
    """The claim of an application; None where its procedure asks for no checks.

    Raises:
        Unreadable: an answer has another shape than its item.
    """
    asked = procedure.register_checks
    if asked is None:
        return None
    try:
        return Claim(
            base_date=_base_date(asked.base_date, procedure, answers, received_on),
            applicant=_applicant(asked.applicant, answers),
            members=_members(asked.members, answers) if asked.members else None,
            some_only=asked.members is not None and asked.members.some_only,
            holder=_text(answers, f"{asked.account}.holder") if asked.account else None,
            head_only=asked.head_only,
            one_per_household=asked.one_per_household,
            may_have_died_or_moved=asked.may_have_died_or_moved,
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise Unreadable(procedure.code) from error


def _base_date(name: str, procedure: Procedure, answers: Mapping[str, Any], received_on: date) -> date:
    """An ISO day, `today`, or the name of a day under the procedure's data or among the answers."""
    if name == TODAY:
        return received_on
    found = procedure.data.get(name) or answers.get(name) or name
    return date.fromisoformat(str(found))


def _applicant(asked: CheckedApplicant, answers: Mapping[str, Any]) -> ClaimedPerson:
    return ClaimedPerson(
        name=_text(answers, asked.name),
        kana=_text(answers, asked.kana),
        birth_date=_day(answers, asked.birth_date),
        address=line_at(answers, asked.address) if asked.address else "",
    )


def _members(asked: CheckedMembers, answers: Mapping[str, Any]) -> tuple[ClaimedPerson, ...]:
    return tuple(
        ClaimedPerson(
            name=_text(each, asked.name),
            kana=_text(each, asked.kana),
            birth_date=_day(each, asked.birth_date),
            relation=_text(each, asked.relation),
        )
        for each in answers.get(asked.group) or ()
    )


def _text(answers: Mapping[str, Any], path: str | None) -> str:
    """The text of an item, or of a part of one (`person.kana`); empty where nothing is asked or answered."""
    found: Any = answers
    for part in path.split(".") if path else ():
        found = found.get(part) if found else None
    return found if isinstance(found, str) else ""


def _day(answers: Mapping[str, Any], path: str | None) -> date | None:
    text = _text(answers, path)
    return date.fromisoformat(text) if text else None
