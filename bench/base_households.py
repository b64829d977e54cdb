"""Households of the sample register as of a base date (基準日の世帯), by what an application of them would show."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from yakusho.japanese.names import read_kana
from yakusho.mynumber.residents.register import Person, Stay
from yakusho.mynumber.residents.sample.generating import GeneratedHousehold

ADULT_DAYS = 18 * 366
MEMBERS_MAX = 10


@dataclass
class Home:
    """A household as it was on the base date, with where its head is registered today."""

    members: list[tuple[Person, Stay]]
    now: Stay | None = None
    protected: bool = False

    @property
    def head(self) -> Person:
        """Its head on the base date."""
        return self.members[0][0]

    @property
    def stay(self) -> Stay:
        """The head's stay on the base date."""
        return self.members[0][1]

    def pool(self, today: date) -> str:
        """For which kinds of applications it serves."""
        dead = [person for person, _ in self.members if person.died_on is not None]
        if self.protected:
            return "protected"
        if dead:
            living = [each for each in self.members[1:] if each[0].died_on is None and grown(each[0], today)]
            return "member_died" if self.head not in dead else "head_died" if living else ""
        if self.now is None or not self.now.household:
            return "moved_out" if self.now is not None else ""
        if self.now.address_key != self.stay.address_key:
            return "moved_within"
        if len(self.members) == 1:
            return "alone"
        return "pair" if any(grown(person, today) for person, _ in self.members[1:]) else "parent"


def grown(person: Person, today: date) -> bool:
    return (today - person.birth_date).days > ADULT_DAYS


@dataclass
class Pools:
    """Households by what they serve for; each is taken once."""

    homes: dict[str, list[Home]] = field(default_factory=lambda: defaultdict(list))

    def take(self, *names: str, fits: Callable[[Home], bool] = lambda home: True) -> Home:
        """A household of one of some pools.

        Raises:
            LookupError: none is left; a larger register has more.
        """
        for name in sorted(names, key=lambda each: -len(self.homes[each])):
            for at in range(len(self.homes[name]) - 1, -1, -1):
                if fits(self.homes[name][at]):
                    return self.homes[name].pop(at)
        raise LookupError(f"no household left for {names}")


def homes_of(households: Iterable[GeneratedHousehold], base: date, today: date) -> Iterator[tuple[str, Home]]:
    """Every household of the base date, and newcomers since, with the pool it belongs to."""
    for each in households:
        persons = {person.number: person for person in each.persons}
        shielded = {support.person for support in each.supports if support.holds_on(today)}
        now = {stay.person: stay for stay in each.stays if stay.holds_on(today)}
        then: dict[str, list[Stay]] = defaultdict(list)
        for stay in each.stays:
            if stay.household and stay.holds_on(base):
                then[stay.household].append(stay)
        for stays in then.values():
            home = _home([(persons[stay.person], stay) for stay in stays], now, shielded)
            if home is not None and (pool := home.pool(today)):
                yield pool, home
        if each.number and not then:
            members = [(persons[stay.person], stay) for stay in now.values() if stay.household == each.number]
            home = _home([each for each in members if each[0].birth_date <= base], now, shielded)
            if home is not None and not home.protected:
                yield "not_registered", home


def _home(members: list[tuple[Person, Stay]], now: dict[str, Stay], shielded: set[str]) -> Home | None:
    members.sort(key=lambda each: (each[1].relation != "self", each[0].number))
    usable = all(read_kana(person.kana).valid and not person.birth_unclear for person, _ in members)
    if not members or members[0][1].relation != "self" or not usable or len(members) > MEMBERS_MAX:
        return None
    return Home(members, now.get(members[0][0].number), any(person.number in shielded for person, _ in members))
