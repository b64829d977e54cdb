"""What the register says, as a person would write it into the form (あらかじめ印刷する内容)."""

from collections.abc import Iterator
from datetime import date

from yakusho.forms import Compiled, Field, Procedure
from yakusho.forms.schema.register import CheckedApplicant, CheckedMembers
from yakusho.forms.words import Wrong
from yakusho.mynumber.residents.register import Household, Member

LANGUAGE = "ja"
"""Paper is printed in Japanese."""


class NotOnPaper(Exception):
    """The procedure's file doesn't say how it is printed and filled."""


class TooMany(Exception):
    """The household has more members than the form has room for."""


def base_day(procedure: Procedure, today: date) -> date:
    """The day whose register fills the form (基準日): as the procedure's checks name it, else today.

    Raises:
        NotOnPaper: the procedure isn't compared with the register at all.
    """
    checks = procedure.register_checks
    if checks is None or procedure.paper is None:
        raise NotOnPaper(procedure.code)
    told = procedure.data.get(checks.base_date, checks.base_date)
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        return today


def filled(compiled: Compiled, household: Household, today: date) -> dict[str, str]:
    """The texts that stand in a household's form before anybody writes, by input name.

    Raises:
        NotOnPaper: the procedure isn't compared with the register.
        TooMany: the form has no room for all members.
    """
    checks = compiled.procedure.register_checks
    if checks is None:
        raise NotOnPaper(compiled.procedure.code)
    known = dict(_head(compiled, checks.applicant, household.members[0]))
    if checks.members is not None:
        known |= dict(_members(compiled, checks.members, household))
    return {name: _typed(compiled, name, text, today) for name, text in known.items() if text}


def _head(compiled: Compiled, asked: CheckedApplicant, head: Member) -> Iterator[tuple[str, str]]:
    yield asked.name.replace(".", "-"), head.person.name
    if asked.kana is not None:
        yield asked.kana.replace(".", "-"), head.person.kana
    if asked.birth_date is not None:
        yield asked.birth_date, _birth(head)
    if asked.address is not None:
        yield asked.address, head.stay.address
    postcode = next((item for page in compiled.pages for item in page.items if item.kind_name == "postcode"), None)
    if postcode is not None:
        yield postcode.id, head.stay.postcode


def _members(compiled: Compiled, asked: CheckedMembers, household: Household) -> Iterator[tuple[str, str]]:
    if len(household.members) > compiled.item(asked.group).max:
        raise TooMany(household.number)
    for index, member in enumerate(household.members):
        row = f"{asked.group}-{index}-"
        yield row + asked.name.replace(".", "-"), member.person.name
        if asked.kana is not None:
            yield row + asked.kana.replace(".", "-"), member.person.kana
        if asked.birth_date is not None:
            yield row + asked.birth_date, _birth(member)
        if asked.relation is not None:
            yield row + asked.relation, member.stay.relation


def _birth(member: Member) -> str:
    """The day of birth; left open where the register doesn't know it."""
    return "" if member.person.birth_unclear else member.person.birth_date.isoformat()


def _typed(compiled: Compiled, name: str, text: str, today: date) -> str:
    """A text as the form itself would show it again; one that the form can't read stays as the register has it."""
    field: Field = compiled.item(name)
    answer = field.kind.read(text, today)
    return text if isinstance(answer, Wrong) else field.kind.typed(answer, LANGUAGE)
