"""Looking up whom questions are about: the same statements for every round, whoever is asked for and whatever for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yakusho.kernel import clock
from yakusho.messages.questions import Question
from yakusho.mynumber.checking.matching import Match, match_applicant
from yakusho.mynumber.checking.values import Candidate, ClaimedPerson
from yakusho.mynumber.questions.rules import Found
from yakusho.mynumber.residents import queries as register
from yakusho.mynumber.residents.candidates import house_of
from yakusho.mynumber.residents.protection import Protection, protection_of
from yakusho.mynumber.residents.register import Asked, Household, Stay

NOBODY = "-"
"""Stands among the numbers that are looked up, so that a round without anybody known asks as much as any other."""


@dataclass(frozen=True)
class LookedUp(Found):
    """What was found, and the ids under which the access log knows those whom an answer speaks of."""

    persons: tuple[UUID, ...] = ()


def look_up(questions: Sequence[Question]) -> list[LookedUp]:
    """What the register says of each question's person, in the order of the questions."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        by_day[date.fromisoformat(question.day) if question.day else clock.today()].append(place)
    found: dict[int, LookedUp] = {}
    for day, places in by_day.items():
        found |= dict(zip(places, _on(day, [questions[place] for place in places]), strict=True))
    return [found[place] for place in range(len(questions))]


def _on(day: date, questions: Sequence[Question]) -> list[LookedUp]:
    today = clock.today()
    claimed = [_claimed(question) for question in questions]
    persons = register.candidates_of([Asked(w.name, w.kana, w.birth_date, w.address) for w in claimed], day=day)
    numbers = {NOBODY, *(person.number for each in persons for person in each)}
    before, now = register.stays_of(numbers, day), register.stays_of(numbers, today)
    matches = [
        match_applicant(who, [Candidate(each, before.get(each.number), now.get(each.number)) for each in fitting])
        for who, fitting in zip(claimed, persons, strict=True)
    ]
    met = {NOBODY, *(match.candidate.person.number for match in matches if match.candidate is not None)}
    then, present = register.households_of(met, day), register.households_of(met, today)
    near = {number: _near(number, then, present) for number in met}
    everybody = set().union(*near.values())
    told_nobody = protection_of(everybody, today)
    histories, ids = register.histories(met), register.ids_of(everybody)
    return [_found(match, then, histories, near, told_nobody, ids) for match in matches]


def _claimed(question: Question) -> ClaimedPerson:
    who = question.person
    born = date.fromisoformat(who.birth_date) if who.birth_date else None
    return ClaimedPerson(who.name, who.kana, born, address=who.address, address_key=house_of(who.address))


def _near(number: str, *households: dict[str, Household]) -> set[str]:
    """A person and everybody they live with, or lived with on the day asked about."""
    members = (each.members for found in households if (each := found.get(number)) is not None)
    return {number, *(member.person.number for some in members for member in some)}


def _found(
    match: Match,
    then: dict[str, Household],
    histories: dict[str, list[Stay]],
    near: dict[str, set[str]],
    told_nobody: Protection,
    ids: dict[str, UUID],
) -> LookedUp:
    number = match.candidate.person.number if match.candidate is not None else ""
    around, stays = near.get(number, set()), histories.get(number, [])
    return LookedUp(
        match=match,
        household=then.get(number),
        stays=stays,
        protected=not told_nobody.persons.isdisjoint(around) or any(map(told_nobody.hides, stays)),
        persons=tuple(ids[each] for each in sorted(around) if each in ids),
    )
