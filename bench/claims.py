"""Made-up applications for a benefit, of the mix that came in 2020 (申請の見本): what is typed, and the truth.

Households come from the sample register's own generator, so what is true of each application is known beforehand. Every
application has one kind; `KINDS` says how often each comes, what the check must say of it, and whether it may be red.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bench.base_households import MEMBERS_MAX, Home, Pools, grown, homes_of
from bench.slips import KANJI, MISTYPED, NOBODY, other_day, other_kana, spelled, spelled_address, surname_forms
from yakusho.mynumber.residents.register import Person, Stay
from yakusho.mynumber.residents.sample.chance import Chance
from yakusho.mynumber.residents.sample.generating import generate
from yakusho.mynumber.residents.sample.ward import SampleWard, load_sample_ward

RESIDENTS_FOR_EACH = 6
"""Residents in the register for each application, so that rare households are found often enough."""
LAST_LEFT = 100
"""So many residents at the end of the register apply for nothing: its last households depend on what else it holds."""


class Kind(NamedTuple):
    """A kind of application: its share, what the check must find, whether a person must look, whether red is right."""

    share: float
    expected: tuple[str, ...]
    looked_at: bool = True
    red: bool = False


KINDS = {
    "clean": Kind(0.0, ("name_same",), looked_at=False),
    "name_variant": Kind(0.03, ("name_variant",), looked_at=False),
    "moved_within": Kind(0.03, ("moved_within",), looked_at=False),
    "misspelt_kana": Kind(0.04, ("kana_differs", "kana_unconfirmed")),
    "misspelt_name": Kind(0.02, ("name_different", "name_near", "not_found")),
    "duplicate": Kind(0.05, ("applied_before",), red=True),
    "not_head": Kind(0.04, ("not_head",), red=True),
    "wrong_holder": Kind(0.06, ("holder_other_member", "holder_differs")),
    "agents_account": Kind(0.005, ("holder_joint_or_agent",)),
    "member_missing": Kind(0.03, ("member_missing",)),
    "member_extra": Kind(0.02, ("member_extra",), red=True),
    "wrong_birth_date": Kind(0.02, ("birth_differs",), red=True),
    "member_birth_date": Kind(0.01, ("member_birth_differs",)),
    "wrong_relation": Kind(0.02, ("relation_differs",)),
    "wrong_address": Kind(0.02, ("address_differs", "address_near")),
    "member_died": Kind(0.01, ("died",)),
    "head_died": Kind(0.005, ("head_died",)),
    "moved_out": Kind(0.01, ("moved_out",)),
    "not_registered": Kind(0.01, ("not_registered",), red=True),
    "unknown": Kind(0.005, ("not_found", "several_fit")),
    "protected": Kind(0.001, ("supervisor",)),
    "applied_twice": Kind(0.0, ("applied_again",)),
}
"""`applied_twice` is the first application of a household of which a `duplicate` follows; the rest is `clean`."""


@dataclass(frozen=True)
class Listed:
    """A person as the application lists them."""

    name: str
    kana: str
    birth_date: date
    relation: str

    @classmethod
    def of(cls, person: Person, stay: Stay) -> "Listed":
        """As the register has them."""
        return cls(person.name, person.kana, person.birth_date, stay.relation)


@dataclass(frozen=True)
class Application:
    """What is typed into the form, and which kind it is."""

    kind: str
    name: str
    kana: str
    birth_date: date
    address: str
    holder: str
    members: tuple[Listed, ...]


PLAIN = ("alone", "pair", "parent")
SEVERAL = ("pair", "parent")


@dataclass
class Maker:
    """Makes applications one after the other; the same seed makes the same ones."""

    ward: SampleWard
    base: date
    today: date
    pools: Pools
    seed: int
    before: list[Application] = field(default_factory=list)

    def application(self, serial: int, kind: str) -> Application:
        """The application of a serial number and a kind."""
        chance = Chance(f"claim/{self.seed}/{serial}")
        made: Application = getattr(self, f"_{kind}")(chance)
        return replace(made, kind=kind, name=spelled(made.name, chance))

    def _right(self, home: Home, chance: Chance, *, address: str = "") -> Application:
        """What the head of a household rightly applies with."""
        head = home.head
        members = tuple(Listed.of(*each) for each in home.members)
        where = address or home.stay.address
        return Application(
            "", head.name, head.kana, head.birth_date, spelled_address(where, self.ward, chance), head.kana, members
        )

    def _clean(self, chance: Chance) -> Application:
        return self._right(self.pools.take(*PLAIN), chance)

    _applied_twice = _clean

    def _name_variant(self, chance: Chance) -> Application:
        forms = surname_forms(self.ward)
        home = self.pools.take(*PLAIN, fits=lambda home: home.head.name.split(" ")[0] in forms)
        surname, _, given = home.head.name.partition(" ")
        right = self._right(home, chance)
        name = f"{chance.one(forms[surname])} {given}"
        return replace(right, name=name, members=(replace(right.members[0], name=name), *right.members[1:]))

    def _moved_within(self, chance: Chance) -> Application:
        home = self.pools.take("moved_within")
        assert home.now is not None
        return self._right(home, chance, address=home.now.address)

    def _moved_out(self, chance: Chance) -> Application:
        home = self.pools.take("moved_out")
        assert home.now is not None
        return self._right(home, chance, address=home.now.address if chance.hits(0.5) else "")

    def _misspelt_kana(self, chance: Chance) -> Application:
        right = self._clean(chance)
        return replace(right, kana=other_kana(right.kana, chance), members=_without_kana(right.members))

    def _misspelt_name(self, chance: Chance) -> Application:
        home = self.pools.take(*PLAIN, fits=lambda home: KANJI.search(home.head.name.partition(" ")[2]) is not None)
        right = self._right(home, chance)
        surname, _, given = right.name.partition(" ")
        name = f"{surname} {chance.one([each for each in MISTYPED if each not in given])}{given[1:]}"
        return replace(right, name=name, members=(replace(right.members[0], name=name), *right.members[1:]))

    def _duplicate(self, chance: Chance) -> Application:
        return self.before.pop(0)

    def _not_head(self, chance: Chance) -> Application:
        home = self.pools.take("pair")
        who = next(each for each, _ in home.members[1:] if grown(each, self.today))
        return self._by(home, who, chance)

    def _head_died(self, chance: Chance) -> Application:
        home = self.pools.take("head_died")
        who = next(each for each, _ in home.members[1:] if each.died_on is None and grown(each, self.today))
        return self._by(home, who, chance)

    def _by(self, home: Home, who: Person, chance: Chance) -> Application:
        """An application of another member, who calls themselves the head."""
        members = [Listed.of(*each) for each in home.members]
        at = next(place for place, (person, _) in enumerate(home.members) if person is who)
        members[0], members[at] = replace(members[0], relation="relative"), replace(members[at], relation="self")
        right = self._right(home, chance)
        return replace(
            right, name=who.name, kana=who.kana, birth_date=who.birth_date, holder=who.kana, members=tuple(members)
        )

    def _wrong_holder(self, chance: Chance) -> Application:
        right = self._clean(chance)
        others = [each.kana for each in right.members[1:]]
        return replace(right, holder=chance.one(others) if others else other_kana(right.kana, chance))

    def _agents_account(self, chance: Chance) -> Application:
        right = self._clean(chance)
        return replace(right, holder=f"{right.kana[:16]} ダイリニン")

    def _member_missing(self, chance: Chance) -> Application:
        right = self._right(self.pools.take(*SEVERAL), chance)
        return replace(right, members=right.members[:-1])

    def _member_extra(self, chance: Chance) -> Application:
        right, stranger = self._clean(chance), self.pools.take("alone").head
        extra = Listed(stranger.name, stranger.kana, stranger.birth_date, "relative")
        return replace(right, members=(*right.members[: MEMBERS_MAX - 1], extra))

    def _wrong_birth_date(self, chance: Chance) -> Application:
        right = self._clean(chance)
        return replace(right, birth_date=other_day(right.birth_date, chance))

    def _member_birth_date(self, chance: Chance) -> Application:
        right = self._right(self.pools.take(*SEVERAL), chance)
        last = right.members[-1]
        return replace(
            right, members=(*right.members[:-1], replace(last, birth_date=other_day(last.birth_date, chance)))
        )

    def _wrong_relation(self, chance: Chance) -> Application:
        right = self._right(self.pools.take(*SEVERAL), chance)
        last = right.members[-1]
        relation = "relative" if last.relation != "relative" else "cohabitant"
        return replace(right, members=(*right.members[:-1], replace(last, relation=relation)))

    def _wrong_address(self, chance: Chance) -> Application:
        home = self.pools.take(*PLAIN)
        keys = {home.stay.address_key}
        place = next(place for place in iter(lambda: self.ward.place(chance), None) if place.key not in keys)
        return self._right(home, chance, address=place.address)

    def _member_died(self, chance: Chance) -> Application:
        home = self.pools.take("member_died")
        return self._right(home, chance)

    def _not_registered(self, chance: Chance) -> Application:
        home = self.pools.take("not_registered")
        assert home.now is not None
        return self._right(home, chance, address=home.now.address)

    def _unknown(self, chance: Chance) -> Application:
        right = self._clean(chance)
        surname, kana = chance.one(NOBODY)
        name, reading = f"{surname} {right.name.partition(' ')[2]}", f"{kana} {right.kana.partition(' ')[2]}"
        born = right.birth_date - timedelta(days=chance.whole(400, 3_000))
        who = Listed(name, reading, born, "self")
        place = spelled_address(self.ward.place(chance).address, self.ward, chance)
        return Application("", name, reading, born, place, reading, (who, *right.members[1:]))

    def _protected(self, chance: Chance) -> Application:
        return self._right(self.pools.take("protected"), chance)


def _without_kana(members: tuple[Listed, ...]) -> tuple[Listed, ...]:
    return tuple(replace(each, kana="") for each in members)


def make(count: int, seed: int, folder: Path, base: date, today: date) -> tuple[int, list[Application]]:
    """So many applications in the order in which they are sent, and how many residents the register must hold.

    Raises:
        LookupError: the sample has too few households of a rare kind.
    """
    residents = max(3_000, count * RESIDENTS_FOR_EACH)
    ward = load_sample_ward(folder)
    pools = Pools()
    for pool, home in homes_of(generate(residents - LAST_LEFT, seed, ward), base, today):
        pools.homes[pool].append(home)
    maker = Maker(ward, base, today, pools, seed)
    kinds = _kinds(count, seed, protected_max=len(pools.homes["protected"]))
    made: list[Application] = []
    for serial, kind in enumerate(kinds):
        application = maker.application(serial, kind)
        made.append(application)
        if kind == "applied_twice":
            maker.before.append(application)
    return residents, made


def _kinds(count: int, seed: int, protected_max: int) -> Sequence[str]:
    """The kinds in a mixed order; each duplicate comes after the first application of its household."""
    wanted = {kind: round(each.share * count) for kind, each in KINDS.items()}
    wanted["applied_twice"] = wanted["duplicate"]
    wanted["protected"] = min(wanted["protected"], protected_max)
    wanted["clean"] = count - sum(wanted.values())
    chance = Chance(f"kinds/{seed}")
    order = sorted((chance.part(), kind) for kind, times in wanted.items() for _ in range(times))
    kinds = [kind for _, kind in order]
    firsts = sorted(place for place, kind in enumerate(kinds) if kind in ("applied_twice", "duplicate"))
    half = len(firsts) // 2
    for at, place in enumerate(firsts):
        kinds[place] = "applied_twice" if at < half else "duplicate"
    return kinds
