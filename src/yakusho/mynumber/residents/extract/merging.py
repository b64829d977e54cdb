"""An extract beside the register (照合): what taking it would add, and which rows don't fit what is there.

Rows only ever add: a new person, a new stay, the end of a stay, a death, a reading. What contradicts the register is a
wrong row, because nothing that was written down is overwritten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from yakusho.mynumber.residents.extract.reading import HEADS, Extract, Right, Words, Wrong
from yakusho.mynumber.residents.models import ResidentStay
from yakusho.mynumber.residents.queries import histories, persons
from yakusho.mynumber.residents.register import HEAD, Person, Stay

_IN_REGISTER = gettext_noop("The register already has something else here.")
_CORRECT_THERE = gettext_noop("Compare both. If the register is wrong, correct it there by a notification.")


@dataclass
class Merged:
    """What taking an extract would do."""

    new_persons: list[Person] = field(default_factory=list)
    completed: list[Person] = field(default_factory=list)
    new_stays: list[Stay] = field(default_factory=list)
    ended: list[Stay] = field(default_factory=list)
    same_rows: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it would add nothing."""
        return not (self.new_persons or self.completed or self.new_stays or self.ended)


def merge(extract: Extract) -> Merged:
    """Put an extract beside the register; four statements."""
    merged = Merged(wrong=list(extract.wrong))
    rows: dict[str, list[Right]] = defaultdict(list)
    for right in extract.right:
        rows[right.person.number].append(right)
    known, kept = persons(rows), histories(rows)
    for number, found in rows.items():
        _merge_person(merged, found, known.get(number), kept.get(number, []))
    _one_head(merged, extract.right)
    return merged


def _merge_person(merged: Merged, rows: list[Right], known: Person | None, kept: list[Stay]) -> None:
    rows = sorted(rows, key=lambda each: each.stay.since)
    person = rows[-1].person
    faults = [
        *_differing(rows),
        *([] if known is None else _contradictions(rows[-1], known)),
    ]
    stays, stay_faults, same = _stays(rows, kept)
    stays = _ended_by_death(stays, person.died_on)
    faults += stay_faults
    if faults:
        merged.wrong += faults
        return
    merged.same_rows += same
    if known is None:
        merged.new_persons.append(person)
    elif (completed := _completed(known, person)) != known:
        merged.completed.append(completed)
    before = {stay.since: stay for stay in kept}
    merged.new_stays += [stay for stay in stays if stay.since not in before]
    merged.ended += [stay for stay in stays if stay.since in before and before[stay.since].until != stay.until]


def _wrong(right: Right, code: str, words: str, remedy: str) -> Wrong:
    return Wrong(right.line, HEADS[code], Words(words), Words(remedy))


def _differing(rows: list[Right]) -> list[Wrong]:
    """Rows of one number that speak of different persons."""
    words = gettext_noop("Another row with this number speaks of another person.")
    remedy = gettext_noop("Write the same name, day of birth and sex in all rows of a person.")
    first = rows[0].person
    return [
        _wrong(each, "number", words, remedy)
        for each in rows[1:]
        if (each.person.name, each.person.birth_date, each.person.sex) != (first.name, first.birth_date, first.sex)
    ]


_MAY_BE_ADDED = ("kana", "kana_is_official", "died_on")


def _contradictions(right: Right, known: Person) -> list[Wrong]:
    """What a row says of a known person against the register."""
    found = []
    for code in Person.__slots__:
        ours, theirs = getattr(known, code), getattr(right.person, code)
        may_be_added = code in _MAY_BE_ADDED and (not ours or not theirs)
        if ours != theirs and not may_be_added:
            found.append(_wrong(right, code, _IN_REGISTER, _CORRECT_THERE))
    return found


def _completed(known: Person, said: Person) -> Person:
    return replace(
        known,
        kana=known.kana or said.kana,
        kana_is_official=known.kana_is_official or said.kana_is_official,
        died_on=known.died_on or said.died_on,
    )


def _stays(rows: list[Right], kept: list[Stay]) -> tuple[list[Stay], list[Wrong], int]:
    """All stays of a person, old and new, each open one ended by the next; and how many rows were there already."""
    stays = {stay.since: stay for stay in kept}
    lines = {}
    faults: list[Wrong] = []
    same = 0
    for each in rows:
        there = stays.get(each.stay.since)
        lines[each.stay.since] = each
        if there is None:
            stays[each.stay.since] = each.stay
        elif replace(there, until=None) != replace(each.stay, until=None):
            faults.append(_wrong(each, "since", _IN_REGISTER, _CORRECT_THERE))
        elif there.until is None or there.until == each.stay.until or each.stay.until is None:
            same += there.until == each.stay.until or each.stay.until is None
            stays[each.stay.since] = replace(there, until=there.until or each.stay.until)
        else:
            faults.append(_wrong(each, "until", _IN_REGISTER, _CORRECT_THERE))
    ordered = [stays[since] for since in sorted(stays)]
    for place, stay in enumerate(ordered[:-1]):
        if stay.until is None:
            ordered[place] = replace(stay, until=ordered[place + 1].since)
        elif stay.until > ordered[place + 1].since:
            line = lines.get(stay.since) or lines.get(ordered[place + 1].since)
            words = gettext_noop("It overlaps with another entry of this person.")
            if line is not None:
                faults.append(_wrong(line, "until", words, gettext_noop("Correct the day on which one of them ends.")))
    return ordered, faults, same


def _ended_by_death(stays: list[Stay], died_on: date | None) -> list[Stay]:
    """Nobody is registered after the day on which they died."""
    if died_on is None or stays[-1].until is not None or stays[-1].since > died_on:
        return stays
    return [*stays[:-1], replace(stays[-1], until=died_on + timedelta(days=1))]


def _one_head(merged: Merged, rows: Iterable[Right]) -> None:
    """Leave no household with two heads: the later row is wrong."""
    lines = {(each.person.number, each.stay.since): each for each in rows}
    open_heads = [stay for stay in merged.new_stays if stay.until is None and stay.relation == HEAD]
    ended = {(stay.person, stay.since) for stay in merged.ended if stay.until is not None}
    heads = _heads([stay.household for stay in open_heads], ended)
    for stay in open_heads:
        other = heads.setdefault(stay.household, stay.person)
        if other == stay.person:
            continue
        words = gettext_noop("The household has a head already.")
        remedy = gettext_noop("End the entry of the former head, or correct the relation.")
        merged.wrong.append(_wrong(lines[stay.person, stay.since], "relation", words, remedy))
        _drop(merged, stay.person)


def _heads(households: list[str], ended: set[tuple[str, date]]) -> dict[str, str]:
    """By household, who is its head now and stays it."""
    rows = ResidentStay.objects.filter(household__in=households, until=None, relation=HEAD)
    found: Mapping[str, str] = {row.household: row.person_id for row in rows if (row.person_id, row.since) not in ended}
    return dict(found)


def _drop(merged: Merged, number: str) -> None:
    """Take nothing of a person of whom a row is wrong."""
    merged.new_persons = [each for each in merged.new_persons if each.number != number]
    merged.completed = [each for each in merged.completed if each.number != number]
    merged.new_stays = [each for each in merged.new_stays if each.person != number]
    merged.ended = [each for each in merged.ended if each.person != number]
