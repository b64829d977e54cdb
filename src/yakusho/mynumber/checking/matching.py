"""Which registered person a claimed one is (本人の特定): likeness in name, reading, birth and address; pure.

Readings only ever help: the older register never had them confirmed. Two persons who fit equally well are no match.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from yakusho.japanese.comparing import compare_names
from yakusho.japanese.keys import loose_key
from yakusho.japanese.names import Name, read_name
from yakusho.mynumber.checking.values import Candidate, ClaimedPerson
from yakusho.mynumber.residents.register import Member, Person

NameLikeness = Literal["same", "variant", "other_name", "near", "different"]
Likeness3 = Literal["same", "unknown", "differs"]
AddressLikeness = Literal["same", "near", "unknown", "differs"]

NAME_POINTS: Final[dict[NameLikeness, int]] = {"same": 3, "variant": 3, "other_name": 3, "near": 2, "different": 0}
BIRTH_POINTS: Final[dict[Likeness3, int]] = {"same": 3, "unknown": 1, "differs": 0}
ADDRESS_POINTS: Final[dict[AddressLikeness, int]] = {"same": 2, "near": 1, "unknown": 0, "differs": 0}
KANA_POINTS: Final = 1
POINTS_MIN: Final = 5
"""Less is no match: a name and a birth date give six, a name with reading and address too."""
MEMBER_POINTS_MIN: Final = 3
"""Within one household, a name or a birth date alone tells who is meant."""
RIVAL_POINTS: Final = 1
"""Whoever fits worse by no more than this may be meant as well, if who fits best lives elsewhere than was written: a
homonym whose birth date was typed by mistake fits better than the person meant."""
_OTHER_NAMES: Final = {"alias", "former_name"}
_WRITING: Final = {"kanji_variant", "iteration_mark", "letter_case", "punctuation", "variation_selector", "script"}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a claimed and a registered person compare."""

    name: NameLikeness
    birth: Likeness3
    kana: Likeness3
    address: AddressLikeness = "unknown"

    @property
    def points(self) -> int:
        """How much speaks for one person."""
        kana = KANA_POINTS if self.kana == "same" else 0
        return NAME_POINTS[self.name] + BIRTH_POINTS[self.birth] + ADDRESS_POINTS[self.address] + kana

    @property
    def certain(self) -> bool:
        """Whether name and birth date agree and no address speaks against it, as the law asks to know a person by."""
        return NAME_POINTS[self.name] == NAME_POINTS["same"] and self.birth == "same" and self.address != "differs"

    @property
    def possible(self) -> bool:
        """Whether it may be one person at all: another name needs the same reading (a kanji that was mistyped)."""
        return self.points >= POINTS_MIN and (self.name != "different" or self.kana == "same")


@dataclass(frozen=True, slots=True)
class Match:
    """Whom the applicant is: nobody (`several` or not), or a candidate and how they compare."""

    candidate: Candidate | None = None
    likeness: Likeness | None = None
    several: bool = False

    @property
    def certain(self) -> bool:
        """Whether nothing speaks against it."""
        return self.likeness is not None and self.likeness.certain


def name_likeness(claimed: str, person: Person) -> NameLikeness:
    """Compare a claimed name with the registered one, its alias (通称) and former surname (旧氏)."""
    if _close(claimed) == _close(person.name):
        return "same"
    found = compare_names(claimed, _registered(person))
    if found.kind == "equal":
        return "same"
    if found.kind in ("variant", "kana_only"):
        return "variant"
    if any(_close(claimed) == _close(name) for name in (person.alias, person.former_name) if name):
        return "other_name"
    if found.kind != "near":
        return "different"
    reasons = set(found.reasons)
    return "other_name" if reasons & _OTHER_NAMES and reasons <= _OTHER_NAMES | _WRITING else "near"


def _registered(person: Person) -> Name:
    name = read_name(person.name)
    return name._replace(alias=person.alias, former=person.former_name) if name.valid else name


def _close(text: str) -> str:
    return "".join(text.split())


def kana_likeness(claimed: str, registered: str) -> Likeness3:
    """Compare readings; voicing, small kana, long marks and the space don't matter."""
    if not claimed or not registered:
        return "unknown"
    return "same" if _close(claimed) == _close(registered) or loose_key(claimed) == loose_key(registered) else "differs"


def birth_likeness(claimed: date | None, person: Person) -> Likeness3:
    """Compare birth dates; a registered one whose day or month isn't known settles nothing."""
    if claimed is None or person.birth_unclear:
        return "unknown"
    return "same" if claimed == person.birth_date else "differs"


def address_likeness(key: str, keys: Iterable[str]) -> AddressLikeness:
    """Compare a claimed house with those a person was registered at: the same, or the same block."""
    known = [each for each in keys if each]
    if not key or not known:
        return "unknown"
    if key in known:
        return "same"
    block = key.split("|")[:2]
    return "near" if any(each.split("|")[:2] == block for each in known) else "differs"


def likeness(claimed: ClaimedPerson, person: Person, address_keys: Iterable[str] = ()) -> Likeness:
    """Compare a claimed with a registered person."""
    return Likeness(
        name=name_likeness(claimed.name, person),
        birth=birth_likeness(claimed.birth_date, person),
        kana=kana_likeness(claimed.kana, person.kana),
        address=address_likeness(claimed.address_key, address_keys),
    )


def match_applicant(claimed: ClaimedPerson, candidates: Sequence[Candidate]) -> Match:
    """Find the one candidate who fits best."""
    fitting: list[tuple[tuple[bool, int], Candidate, Likeness]] = []
    for each in candidates:
        found = likeness(claimed, each.person, each.address_keys)
        if found.possible:
            fitting.append(((found.certain, found.points), each, found))
    if not fitting:
        return Match()
    best = max(rank for rank, _, _ in fitting)
    elsewhere = any(found.address == "differs" for rank, _, found in fitting if rank == best)
    least = (best[0], best[1] - RIVAL_POINTS) if elsewhere else best
    first, *rest = [(candidate, found) for rank, candidate, found in fitting if rank >= least]
    return Match(several=True) if rest else Match(*first)


Pairs = tuple[list[tuple[int, Member, Likeness]], list[int], list[Member]]


def pair_members(claimed: Sequence[ClaimedPerson], members: Sequence[Member]) -> Pairs:
    """Pair claimed with registered members, the likeliest first; answers pairs, claimed places left, members left."""
    places, ats = set(range(len(claimed))), set(range(len(members)))
    pairs: list[tuple[int, Member, Likeness]] = []
    for rank in (_written_alike, _alike):
        ranked = [
            (-found.points, place, at, found)
            for place in places
            for at in ats
            if (found := rank(claimed[place], members[at].person)) is not None
        ]
        for _, place, at, found in sorted(ranked, key=lambda each: each[:3]):
            if place in places and at in ats:
                places.remove(place)
                ats.remove(at)
                pairs.append((place, members[at], found))
    return sorted(pairs, key=lambda pair: pair[0]), sorted(places), [members[at] for at in sorted(ats)]


def listed_elsewhere(claimed: Iterable[ClaimedPerson], persons: Iterable[Person]) -> list[ClaimedPerson]:
    """Those listed with a birth date who are written like none of these persons."""
    known = list(persons)
    dated = (each for each in claimed if each.birth_date is not None)
    return [each for each in dated if not any(_written_alike(each, person) for person in known)]


def _written_alike(claimed: ClaimedPerson, person: Person) -> Likeness | None:
    """The quick way, which is enough for most: the same letters and the same day."""
    if _close(claimed.name) != _close(person.name) or birth_likeness(claimed.birth_date, person) != "same":
        return None
    return Likeness("same", "same", kana_likeness(claimed.kana, person.kana))


def _alike(claimed: ClaimedPerson, person: Person) -> Likeness | None:
    found = likeness(claimed, person)
    enough = max(NAME_POINTS[found.name], BIRTH_POINTS[found.birth]) >= MEMBER_POINTS_MIN
    return found if enough else None
