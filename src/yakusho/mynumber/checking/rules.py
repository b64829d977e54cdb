"""What a claim and the register say of each other (住基との突合): pure decisions, each with a reason in code.

Red stands only where the register certainly says otherwise of a person who is certainly known. A reading never makes
red, nor does what can't be read or fits several. Once anybody of the case is under a support measure (支援措置),
nothing is compared on the page: the one finding says that a supervisor looks at it, without a value of the register.
"""

from collections.abc import Iterable, Iterator, Sequence

from yakusho.mynumber.checking.account import holder_of, readings
from yakusho.mynumber.checking.matching import Likeness, Match, pair_members
from yakusho.mynumber.checking.values import (
    APPLICANT,
    Candidate,
    Claim,
    ClaimedPerson,
    Finding,
    Known,
    Level,
)
from yakusho.mynumber.residents.register import Household, Member, Person, Stay

SUPERVISOR = Finding("support", "amber", "", "", "supervisor")
"""All that is said of a case with a protected person in it."""


def persons_of(match: Match, household: Household | None, candidates: Iterable[Candidate] = ()) -> set[str]:
    """Everybody of the register whom a claim touches, to be asked about support measures."""
    found = {each.person.number for each in candidates}
    if match.candidate is not None:
        found.add(match.candidate.person.number)
    if household is not None:
        found |= {member.person.number for member in household.members}
    return found


def judge(claim: Claim, match: Match, known: Known) -> tuple[Finding, ...]:
    """Every finding of a claim, in the order in which staff read them."""
    if known.protected:
        return (SUPERVISOR,)
    if match.candidate is None or match.likeness is None:
        return (*_unmatched(claim, match), *_holder(claim, None, None))
    candidate, found = match.candidate, match.likeness
    return (
        *_identity(claim, candidate, found),
        *_household(claim, match, candidate, known),
        *_members(claim, match, candidate, known),
        *_since(claim, match, candidate, known),
        *_holder(claim, candidate.person, known.household),
        *_others(claim, known),
    )


def _unmatched(claim: Claim, match: Match) -> Iterator[Finding]:
    who = claim.applicant
    yield Finding("name", "amber", _said(who), "", "several_fit" if match.several else "not_found")


def _said(who: ClaimedPerson) -> str:
    """A claimed person as one text."""
    return " ".join(filter(None, (who.name, who.birth_date.isoformat() if who.birth_date else "")))


def _registered(person: Person) -> str:
    """A registered person as one text, with the names beside the name."""
    return f"{_names(person)} {_born(person)}"


def _born(person: Person) -> str:
    return person.birth_date.isoformat()


def _identity(claim: Claim, candidate: Candidate, found: Likeness) -> Iterator[Finding]:
    """The applicant: name, reading, birth date, address."""
    who, person = claim.applicant, candidate.person
    level: Level = "green" if found.name in ("same", "variant", "other_name") else "amber"
    yield Finding("name", level, who.name, _names(person), f"name_{found.name}")
    yield from _kana(who, person, found, APPLICANT)
    yield from _birth(who, person, found)
    yield from _address(claim, candidate, found)


def _names(person: Person) -> str:
    """A registered name with what stands beside it, in the register's own words."""
    beside = (("通称", person.alias), ("旧氏", person.former_name))
    return " ".join([person.name, *(f"({word} {name})" for word, name in beside if name)])


def _kana(who: ClaimedPerson, person: Person, found: Likeness, place: int) -> Iterator[Finding]:
    """A reading that differs is worth a look only where the register's was confirmed (フリガナの届出)."""
    if found.kana == "same" and place == APPLICANT:
        yield Finding("kana", "green", who.kana, person.kana, "kana_same", place)
    elif found.kana == "differs":
        level: Level = "amber" if person.kana_is_official else "green"
        reason = "kana_differs" if person.kana_is_official else "kana_unconfirmed"
        yield Finding("kana", level, who.kana, person.kana, reason, place)


def _birth(who: ClaimedPerson, person: Person, found: Likeness) -> Iterator[Finding]:
    if who.birth_date is None:
        return
    level: Level = {"same": "green", "unknown": "amber", "differs": "amber"}[found.birth]  # type: ignore[assignment]
    if found.birth == "differs" and found.name == "same" and (found.kana, found.address) == ("same", "same"):
        level = "red"
    yield Finding("birth_date", level, who.birth_date.isoformat(), _born(person), f"birth_{found.birth}")


def _address(claim: Claim, candidate: Candidate, found: Likeness) -> Iterator[Finding]:
    """Where the applicant lives now or lived on the base date; the ward's own spelling stands beside it."""
    who, stay = claim.applicant, _shown_stay(claim, candidate)
    if not who.address or stay is None:
        return
    level: Level = "green" if found.address == "same" else "amber"
    reason = "address_unreadable" if found.address == "unknown" else f"address_{found.address}"
    yield Finding("address", level, who.address, stay.address, reason)


def _shown_stay(claim: Claim, candidate: Candidate) -> Stay | None:
    """The stay to show: the one whose house was named, else the present one."""
    stays = [stay for stay in (candidate.now, candidate.before) if stay is not None]
    named = [stay for stay in stays if stay.address_key == claim.applicant.address_key]
    return next(iter([*named, *stays]), None)


def _household(claim: Claim, match: Match, candidate: Candidate, known: Known) -> Iterator[Finding]:
    """In a household of the ward on the base date, and its head where only the head may apply."""
    sure: Level = "red" if match.certain else "amber"
    day = claim.base_date.isoformat()
    household = known.household
    if household is None:
        since = candidate.now.since.isoformat() if candidate.now is not None and candidate.now.household else ""
        yield Finding("household", sure, day, since, "not_registered")
        return
    yield Finding("household", "green", day, day, "registered")
    if not claim.head_only:
        return
    head = next((member.person for member in household.members if member.person.number == household.head), None)
    name = candidate.person.name
    if head is None:
        yield Finding("head", "amber", name, "", "head_unknown")
    elif head.number == candidate.person.number:
        yield Finding("head", "green", name, head.name, "is_head")
    elif head.died_on is not None:
        yield Finding("head", "amber", name, head.name, "head_died")
    else:
        yield Finding("head", sure, name, head.name, "not_head")


def _members(claim: Claim, match: Match, candidate: Candidate, known: Known) -> Iterator[Finding]:
    """Those listed beside those registered on the base date: who is missing, who isn't in it, who is something else."""
    household = known.household
    if claim.members is None or household is None:
        return
    pairs, left, missing = pair_members(claim.members, household.members)
    by_head = household.head == candidate.person.number
    for place, member, found in pairs:
        yield from _member(claim.members[place], member, found, place + 1)
        if by_head:
            yield from _relation(claim.members[place], member, place + 1)
    for place in left:
        level: Level = "red" if match.certain and not missing and not claim.some_only else "amber"
        reason = "member_extra" if level == "red" else "member_unclear"
        yield Finding("member", level, _said(claim.members[place]), "", reason, place + 1)
    for member in missing if not claim.some_only else ():
        yield Finding("member", "amber", "", _registered(member.person), "member_missing")


def _member(who: ClaimedPerson, member: Member, found: Likeness, place: int) -> Iterator[Finding]:
    """One listed member: the first thing that differs is named, both are shown whole."""
    level, reason = _how(found)
    yield Finding("member", level, _said(who), _registered(member.person), reason, place)
    yield from _kana(who, member.person, found, place)


def _how(found: Likeness) -> tuple[Level, str]:
    if found.name in ("near", "different"):
        return "amber", f"member_name_{found.name}"
    if found.birth != "same":
        return "amber", f"member_birth_{found.birth}"
    return "green", f"member_name_{found.name}"


def _relation(who: ClaimedPerson, member: Member, place: int) -> Iterator[Finding]:
    if who.relation and who.relation != member.stay.relation:
        yield Finding("relation", "amber", who.relation, member.stay.relation, "relation_differs", place)


def _since(claim: Claim, match: Match, candidate: Candidate, known: Known) -> Iterator[Finding]:
    """Who died or moved since the base date; a fault only where the procedure says that nobody may have."""
    fault: Level = "red" if match.certain and not claim.may_have_died_or_moved else "amber"
    person, before, now = candidate.person, candidate.before, candidate.now
    members = known.household.members if known.household is not None else ()
    for each in (person, *(member.person for member in members if member.person.number != person.number)):
        if each.died_on is not None:
            yield Finding("since", fault, each.name, each.died_on.isoformat(), "died")
    if person.died_on is not None or before is None or not before.household:
        return
    if now is None or not now.household:
        yield Finding("since", fault, person.name, now.since.isoformat() if now is not None else "", "moved_out")
    elif now.address_key != before.address_key:
        yield Finding("since", "green", person.name, now.since.isoformat(), "moved_within")


_HOLDER: dict[str, Level] = {"same": "green", "alike": "green"}


def _holder(claim: Claim, person: Person | None, household: Household | None) -> Iterator[Finding]:
    if claim.holder is None:
        return
    names = [claim.applicant.kana, claim.applicant.name]
    shown = claim.applicant.kana
    others: Sequence[Person] = ()
    if person is not None:
        names += readings(person)
        shown = person.kana or shown
        members = household.members if household is not None else ()
        others = [member.person for member in members if member.person.number != person.number]
    found = holder_of(claim.holder, names, others)
    yield Finding("holder", _HOLDER.get(found, "amber"), claim.holder, shown, f"holder_{found}")


def _others(claim: Claim, known: Known) -> Iterator[Finding]:
    """Other applications of the household, by any channel: the later one of one person is certainly one too many."""
    if not claim.one_per_household:
        return
    for other in known.others:
        if other.earlier and other.same_person:
            yield Finding("once", "red", "", other.number, "applied_before")
        else:
            yield Finding("once", "amber", "", other.number, "applied_before" if other.earlier else "applied_again")
