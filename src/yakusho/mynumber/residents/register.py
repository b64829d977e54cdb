"""The values of the resident register (住民基本台帳): persons, stays, households and support measures; pure.

A stay holds from its `since` up to, but not with, its `until`: a day belongs to one stay of a person, never to two.
Who dies is registered to the end of that day, so their last stay ends on the day after.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from yakusho.japanese.addresses import Address
from yakusho.japanese.keys import loose_key, search_key

Sex = Literal["male", "female", "unknown"]
PersonKind = Literal["resident", "foreign", "outside"]
Reason = Literal["birth", "move_in", "move_within", "move_out", "death", "household_change", "initial"]
SupportKind = Literal["violence", "stalking", "abuse", "other"]

SEXES: Final[tuple[Sex, ...]] = get_args(Sex)
PERSON_KINDS: Final[tuple[PersonKind, ...]] = get_args(PersonKind)
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
SUPPORT_KINDS: Final[tuple[SupportKind, ...]] = get_args(SupportKind)
HEAD: Final = "self"

NUMBER_DIGITS: Final = 15
"""A 宛名番号 and a 世帯番号 have so many digits, the last of them computed."""
SAMPLE_PERSONS: Final = "99"
SAMPLE_HOUSEHOLDS: Final = "98"
"""How the numbers of sample persons and sample households begin; no real register gives out these ranges."""

_NO_DIGITS = re.compile(r"[\s\-‐－ー]+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is known by a 宛名番号: a resident, or a person outside who has to do with the ward (住登外者).

    `nationality` is empty for Japan, else its name. With `birth_unclear` the month or the day of birth is unknown and
    `birth_date` is the first day that it may be. `kana` is only a help for reading until it `is_official`.
    """

    number: str
    name: str
    kana: str
    former_name: str
    alias: str
    kana_is_official: bool
    birth_date: date
    birth_unclear: bool
    sex: Sex
    nationality: str
    kind: PersonKind
    died_on: date | None


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a person is registered from a day on (異動の記録), in which household and as what; `reason` began it.

    `household` is empty for a place outside the ward: where a person moved to, or where a person outside lives.
    `relation` is a code of `forms.kinds_choice.RELATIONS`; `death` means that another's death changed the household.
    """

    person: str
    household: str
    relation: str
    address: str
    address_key: str
    postcode: str
    since: date
    until: date | None
    reason: Reason

    def holds_on(self, day: date) -> bool:
        """Whether the stay holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Support:
    """A support measure (支援措置): this person's address is told to nobody; in force to the last day of its term.

    A renewal is a row of its own. `until` is the day on which it was ended early. With `apart` the person lives
    elsewhere than the register says.
    """

    person: str
    since: date
    until: date | None
    ends_on: date
    kind: SupportKind
    apart: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the measure is in force on a day."""
        return self.since <= day <= self.ends_on and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a household on a day."""

    person: Person
    stay: Stay


@dataclass(frozen=True, slots=True)
class Household:
    """A household (世帯) on a day; the head (世帯主) comes first. `head` is empty if the register names none."""

    number: str
    head: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is looked for, as a person wrote it; empty parts say nothing."""

    name: str
    kana: str = ""
    birth_date: date | None = None
    address: str = ""


def check_digit(digits: str) -> str:
    """The last digit of a register number: weights 2 to 7 from the right, modulus 11 (チェックデジット)."""
    left = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(digits))) % 11
    return "0" if left <= 1 else str(11 - left)


def with_check_digit(digits: str) -> str:
    """A register number of its first digits."""
    return digits + check_digit(digits)


def read_register_number(text: str) -> str | None:
    """A 宛名番号 or 世帯番号 as typed (spaces, hyphens, full width) in its one spelling; None if it can't be one."""
    digits = _NO_DIGITS.sub("", text)
    if len(digits) != NUMBER_DIGITS or not digits.isdecimal():
        return None
    digits = "".join(str(int(digit)) for digit in digits)
    return digits if check_digit(digits[:-1]) == digits[-1] else None


def is_sample(number: str) -> bool:
    """Whether a number was made for a sample."""
    return number.startswith((SAMPLE_PERSONS, SAMPLE_HOUSEHOLDS))


def address_key(address: Address) -> str:
    """The key of a house (住所の照合キー): town, block, number and branch, without building and room.

    Addresses of one house have one key, however they are written; empty where the text is no address.
    """
    if not address.valid:
        return ""
    place = f"{address.prefecture}{address.city}" if address.outside else ""
    return house_key(place + address.town, address.block, address.number, address.branch)


def house_key(town: str, block: str, number: str = "", branch: str = "") -> str:
    """The key of a house by the parts of its address."""
    return "|".join((town, block, number, branch))


def name_keys(name: str) -> tuple[str, ...]:
    """The keys under which a typed name is looked for: as written, and with its two parts in the other order."""
    parts = name.split()
    found = [search_key(name)]
    if len(parts) == 2:
        found.append(search_key(parts[1] + parts[0]))
    return tuple(dict.fromkeys(filter(None, found)))


def kana_keys(kana: str) -> tuple[str, ...]:
    """As `name_keys`, for a reading: voicing, small kana and long marks don't matter."""
    parts = kana.split()
    found = [loose_key(kana)]
    if len(parts) == 2:
        found.append(loose_key(parts[1] + parts[0]))
    return tuple(dict.fromkeys(filter(None, found)))


def keys_of(person: Person) -> tuple[str, ...]:
    """Every key under which a registered person is found: name, alias, name with the former surname, reading."""
    keys = [search_key(person.name), search_key(person.alias)]
    given = person.name.split()[1:]
    if person.former_name and given:
        keys.append(search_key(person.former_name + "".join(given)))
    keys.append(loose_key(person.kana))
    return tuple(dict.fromkeys(filter(None, keys)))


def household_of_members(number: str, members: Iterable[Member]) -> Household:
    """A household of its members: the head first, then by birth."""
    ordered = sorted(members, key=lambda each: (each.stay.relation != HEAD, each.person.birth_date, each.person.number))
    head = ordered[0].person.number if ordered and ordered[0].stay.relation == HEAD else ""
    return Household(number, head, tuple(ordered))
