"""Comparing many cases at once: a fixed number of statements reads what the pure rules need for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Window
from django.db.models.functions import RowNumber
from nacl.exceptions import CryptoError

from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case
from yakusho.desk.procedures.queries import Unpublished, definition
from yakusho.forms import Procedure
from yakusho.kernel import clock
from yakusho.messages.sealing import CannotOpen
from yakusho.mynumber.checking.claims import Unreadable, read_claim
from yakusho.mynumber.checking.household_keys import household_key, person_key
from yakusho.mynumber.checking.matching import Match, likeness, listed_elsewhere, match_applicant
from yakusho.mynumber.checking.models import HouseholdClaim
from yakusho.mynumber.checking.results import Result
from yakusho.mynumber.checking.rules import judge, persons_of
from yakusho.mynumber.checking.values import Candidate, Claim, ClaimedPerson, Finding, Known, Other
from yakusho.mynumber.residents import queries as register
from yakusho.mynumber.residents.candidates import house_of
from yakusho.mynumber.residents.protection import Protection, protection_of
from yakusho.mynumber.residents.register import Asked, Household

OTHERS_MAX = 20
"""So many other applications of its household are told of a case: the first that came."""
NO_CLAIM = ("rejected", "withdrawn")
"""States of a case that no longer stands in the way of another application of the household."""


def _unreadable() -> Result:
    """What is found of a case that nobody can read by a rule."""
    return Result((Finding("name", "amber", "", "", "unreadable"),))


@dataclass
class Compared:
    """One case on its way through the comparison; `elsewhere` are persons it lists who aren't in the household."""

    case: Case
    claim: Claim | None = None
    match: Match = field(default_factory=Match)
    household: Household | None = None
    candidates: Sequence[Candidate] = ()
    elsewhere: frozenset[str] = frozenset()
    result: Result = field(default_factory=_unreadable)

    @cached_property
    def touched(self) -> set[str]:
        """Whoever of the register the case may speak of: who was found, else all who might be meant."""
        found = persons_of(self.match, self.household, self.candidates if self.match.candidate is None else ())
        return found | self.elsewhere

    @property
    def key(self) -> str:
        """The opaque key of the household that applies; empty where none is known or it may apply often."""
        if self.claim is None or self.household is None or not self.claim.one_per_household:
            return ""
        return household_key(self.case.procedure, self.household.number)

    @property
    def person(self) -> str:
        """The opaque key of the applicant."""
        person = self.match.candidate.person.number if self.match.candidate else ""
        return person_key(self.case.procedure, person)


def compare(cases: Sequence[Case]) -> list[Compared]:
    """Compare cases with the register and with each other; nothing is written."""
    found = [Compared(case, claim) for case, claim in zip(cases, _claims(cases), strict=True)]
    readable = [each for each in found if each.claim is not None]
    by_day: dict[date, list[Compared]] = defaultdict(list)
    for each in readable:
        by_day[each.claim.base_date].append(each)  # type: ignore[union-attr]
    for day, some in by_day.items():
        _look_up(some, day)
    others, told_nobody = (
        _others(readable),
        protection_of(set().union(*(each.touched for each in readable)), clock.today()),
    )
    for each in readable:
        _judge(each, others.get(each.case.pk, ()), told_nobody)
    return found


def _claims(cases: Sequence[Case]) -> list[Claim | None]:
    """What each case claims; None where nobody can read it, which is for a person to look at."""
    procedures: dict[tuple[str, int], Procedure] = {}
    return [_claim(case, procedures) for case in cases]


def _claim(case: Case, procedures: dict[tuple[str, int], Procedure]) -> Claim | None:
    try:
        newest = open_content(case).newest
        key = (case.procedure, newest.generation)
        if key not in procedures:
            procedures[key] = definition(*key)
        claim = read_claim(procedures[key], newest.answers, clock.in_tokyo(case.received_at).date())
    except (CryptoError, CannotOpen, Unpublished, Unreadable):
        return None
    if claim is None:
        return None
    return replace(claim, applicant=replace(claim.applicant, address_key=house_of(claim.applicant.address)))


def _look_up(some: Sequence[Compared], day: date) -> None:
    """Find the applicants of one base date and their households."""
    asked = [
        Asked(who.name, who.kana, who.birth_date, who.address)
        for who in (each.claim.applicant for each in some if each.claim is not None)
    ]
    persons = register.candidates_of(asked, day=day)
    numbers = {person.number for each in persons for person in each}
    before, now = register.stays_of(numbers, day), register.stays_of(numbers, clock.today())
    for each, fitting in zip(some, persons, strict=True):
        assert each.claim is not None
        each.candidates = [Candidate(who, before.get(who.number), now.get(who.number)) for who in fitting]
        each.match = match_applicant(each.claim.applicant, each.candidates)
    households = register.households_on([_household_of(each.match) for each in some], day)
    for each in some:
        each.household = households.get(_household_of(each.match))
    _look_up_listed(some, day)


def _look_up_listed(some: Sequence[Compared], day: date) -> None:
    """Find who is listed and lives elsewhere: somebody may list a person who fled from them."""
    listed = [(each, who) for each in some for who in _listed_elsewhere(each)]
    persons = register.candidates_of([Asked(who.name, who.kana, who.birth_date) for _, who in listed], day=day)
    for (each, who), fitting in zip(listed, persons, strict=True):
        each.elsewhere |= {person.number for person in fitting if likeness(who, person).certain}


def _listed_elsewhere(each: Compared) -> Sequence[ClaimedPerson]:
    assert each.claim is not None
    known = [member.person for member in each.household.members] if each.household is not None else []
    if each.match.candidate is not None:
        known.append(each.match.candidate.person)
    return listed_elsewhere(each.claim.members or (), known)


def _household_of(match: Match) -> str:
    """The number of the applicant's household on the base date; empty where there was none."""
    stay = match.candidate.before if match.candidate is not None else None
    return stay.household if stay is not None else ""


def told_since(result: Result) -> bool:
    """Whether a support measure (支援措置) of today covers what was found before: a person, or an address in it."""
    told_nobody = protection_of(result.persons, clock.today())
    shown = {each.registered for each in result.findings}
    return bool(told_nobody.persons) or any(stay.address in shown for stay in told_nobody.stays)


def _others(found: Sequence[Compared]) -> Mapping[Any, tuple[Other, ...]]:
    """By case, the first other applications of its household: of those kept, and of those of this very batch.

    However often a household applies, its cases cost no more: the first `OTHERS_MAX` others are told, no further ones.
    """
    mine = {each.case.pk: each for each in found if each.key}
    kept = HouseholdClaim.objects.filter(key__in={each.key for each in mine.values()}).exclude(case__in=list(mine))
    turn = Window(RowNumber(), partition_by="key", order_by=["case__received_at", "case_id"])
    first = kept.exclude(case__state__in=NO_CLAIM).annotate(turn=turn).filter(turn__lte=OTHERS_MAX)
    rows = first.values_list("key", "person", "case_id", "case__number", "case__received_at")
    sharing: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for key, person, case, number, received_at in rows:
        sharing[key].append((received_at, case, number, person))
    for each in mine.values():
        if each.case.state not in NO_CLAIM:
            sharing[each.key].append((each.case.received_at, each.case.pk, each.case.number, each.person))
    told = {
        key: sorted(each, key=lambda row: row[:2])[: OTHERS_MAX + 1] for key, each in sharing.items() if len(each) > 1
    }
    return {pk: tuple(_beside(each, told[each.key]))[:OTHERS_MAX] for pk, each in mine.items() if each.key in told}


def _beside(each: Compared, sharing: Iterable[tuple[Any, ...]]) -> Iterable[Other]:
    when = (each.case.received_at, each.case.pk)
    for received_at, case, number, person in sharing:
        if case != each.case.pk:
            yield Other(number, (received_at, case) < when, person == each.person)


def _judge(each: Compared, others: tuple[Other, ...], told_nobody: Protection) -> None:
    assert each.claim is not None
    touched, candidate = each.touched, each.match.candidate
    protected = told_nobody.persons & touched
    if candidate is not None and any(map(told_nobody.hides, (candidate.before, candidate.now))):
        protected |= {candidate.person.number}
    known = Known(clock.today(), each.household, protected, others)
    each.result = Result(judge(each.claim, each.match, known), tuple(sorted(touched)))
