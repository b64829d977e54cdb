"""What a question is answered with (照会への回答): pure decisions over what the register says.

Whoever isn't certainly known, whoever lives with a protected person, and whose own stays lead to one, are refused
alike, whatever is asked: `refused` and nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yakusho.messages.questions import FIELDS, ROWS_MAX, Answer, Question
from yakusho.mynumber.checking.matching import Match
from yakusho.mynumber.residents.register import Household, Stay


@dataclass(frozen=True)
class Found:
    """What the register says of the person asked about: who it is, the household of the day, where they lived."""

    match: Match
    household: Household | None
    stays: Sequence[Stay]
    protected: bool


def over_limit(question: Question) -> Answer:
    """The answer to a seat that has asked too often today, whoever the question is about."""
    return Answer(question=question.id, ask=question.ask, outcome="over_limit")


def answer(question: Question, found: Found) -> Answer:
    """The named fields, or a refusal that gives nothing away."""
    rows = () if found.protected or not found.match.certain else tuple(_rows(question, found))[:ROWS_MAX]
    if not rows:
        return Answer(question=question.id, ask=question.ask, outcome="refused")
    return Answer(question=question.id, ask=question.ask, outcome="answered", rows=rows)


def _rows(question: Question, found: Found) -> Iterable[dict[str, str]]:
    (first, *_) = FIELDS[question.ask]
    if question.ask in ("match_person", "support_measures"):
        return [{first: "yes"}]
    if question.ask == "address_history":
        return [_place(stay) for stay in found.stays]
    if found.household is None:
        return []
    if question.ask == "household_on":
        return [{first: str(len(found.household.members))}]
    if question.ask == "head_on":
        heads = (each.person for each in found.household.members if each.person.number == found.household.head)
        return [{first: head.name} for head in heads]
    return [
        {
            "name": each.person.name,
            "kana": each.person.kana,
            "birth_date": each.person.birth_date.isoformat(),
            "relation": each.stay.relation,
        }
        for each in found.household.members
    ]


def _place(stay: Stay) -> dict[str, str]:
    until = stay.until.isoformat() if stay.until is not None else ""
    return {"address": stay.address, "since": stay.since.isoformat(), "until": until}
