"""What is compared: a claim (申請の内容), what the register knows, and what was found; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from yakusho.mynumber.residents.register import Household, Person, Stay

Level = Literal["green", "amber", "red"]
LEVELS: Final[tuple[Level, ...]] = ("green", "amber", "red")
APPLICANT: Final = 0
"""`Finding.person` of the applicant; claimed members are counted from 1."""


@dataclass(frozen=True, slots=True)
class ClaimedPerson:
    """A person as an application names them; empty parts were not asked or not answered."""

    name: str
    kana: str = ""
    birth_date: date | None = None
    relation: str = ""
    address: str = ""
    address_key: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an application claims, and which checks its procedure asks for (`register_checks`).

    `members` is None where no members are asked, `holder` where no account is. With `some_only` the members are some
    of the household.
    """

    base_date: date
    applicant: ClaimedPerson
    members: tuple[ClaimedPerson, ...] | None = None
    holder: str | None = None
    head_only: bool = False
    one_per_household: bool = False
    may_have_died_or_moved: bool = False
    some_only: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registered person whom the applicant may be, and where they were registered on the base date and are today.

    A stay without a household is one outside the ward.
    """

    person: Person
    before: Stay | None = None
    now: Stay | None = None

    @property
    def address_keys(self) -> list[str]:
        """The houses that an applicant may rightly name as their own."""
        return [stay.address_key for stay in (self.before, self.now) if stay is not None]


@dataclass(frozen=True, slots=True)
class Other:
    """Another application of the household: its number, whether it came first, and whether one person sent both."""

    number: str
    earlier: bool
    same_person: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the register and earlier work know of a claim, once its applicant was looked for.

    `household` is that of the base date. `protected` are those of whom an address, today's or the base date's, is told
    to nobody (支援措置).
    """

    today: date
    household: Household | None = None
    protected: frozenset[str] = frozenset()
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison: what was claimed, what is registered, and how serious the difference is.

    `check` and `reason` are codes that `words` says in both languages. `person` is 0 for the applicant, else the place
    of a claimed member.
    """

    check: str
    level: Level
    claimed: str
    registered: str
    reason: str
    person: int = APPLICANT


def colour(findings: Iterable[Finding]) -> Level:
    """The most serious level of all; nothing found is green."""
    return max((each.level for each in findings), key=LEVELS.index, default="green")


def counts(findings: Iterable[Finding]) -> Mapping[Level, int]:
    """How many findings there are of each level."""
    found: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for each in findings:
        found[each.level] += 1
    return found
