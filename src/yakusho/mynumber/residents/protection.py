"""Support measures (支援措置): the one check that decides whose address and household may be shown, and which stays.

Protected is who has a measure in force, and everybody registered in one household with them, whose address is theirs.
Of others who ever shared a household with them, every stay is hidden that leads there (`shielding`). A list shows no
protected address and finds nobody by it; a card shows it to `register.support` only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from yakusho.mynumber.residents.models import Resident, ResidentStay, ResidentSupport
from yakusho.mynumber.residents.register import Household, Stay, Support
from yakusho.mynumber.residents.rows import stay_value, supports_in_force
from yakusho.mynumber.residents.shielding import Shield, secret_stays, shield_of

NO_HOUSEHOLD = "-"
"""Stands where no household is looked for, so that asking about anybody takes the same statements."""

_TERM = ("since", "until", "ends_on", "kind")
_STAY = Stay.__slots__[1:]


@dataclass(frozen=True)
class Protection:
    """What is told to nobody of some persons: all places of `persons`, and of others `stays`, past ones too."""

    persons: frozenset[str] = frozenset()
    stays: frozenset[Stay] = frozenset()

    def hides(self, stay: Stay | None) -> bool:
        """Whether a stay may not be shown."""
        return stay is not None and (stay.person in self.persons or stay in self.stays)

    def covers(self, household: Household | None) -> bool:
        """Whether a household, as it was on some day, may not be shown because of anybody in it."""
        return household is not None and any(self.hides(member.stay) for member in household.members)


def protection_of(persons: Iterable[str], day: date) -> Protection:
    """What measures in force on a day keep secret of these persons; two statements."""
    wanted = set(persons)
    if not wanted:
        return Protection()
    shields = _shields_near(wanted, day)
    histories = _histories_of_those_who_met(wanted, shields)
    stays = frozenset(stay for history in histories.values() for stay in secret_stays(history, shields))
    themselves = wanted & {shield.person for shield in shields}
    return Protection(themselves | {stay.person for stay in stays if stay.holds_on(day)}, stays)


def protected_of(persons: Iterable[str], day: date) -> frozenset[str]:
    """Those of these persons whose address is told to nobody on a day; two statements."""
    return protection_of(persons, day).persons


def _shields_near(persons: set[str], day: date) -> list[Shield]:
    """The protected among these persons and among all with whom they ever shared a household; one statement."""
    in_force = ResidentSupport.objects.filter(supports_in_force(day))
    theirs = ResidentStay.objects.filter(person__in=in_force.values("person_id")).exclude(household="")
    met = theirs.filter(Exists(ResidentStay.objects.filter(household=OuterRef("household"), person__in=persons)))
    near = in_force.filter(Q(person__in=persons) | Q(person__in=met.values("person_id"))).values("person_id")
    columns = [*(f"supports__{name}" for name in _TERM), *(f"stays__{name}" for name in _STAY)]
    terms: dict[str, set[Support]] = defaultdict(set)
    stays: dict[str, set[Stay]] = defaultdict(set)
    for number, *row in Resident.objects.filter(number__in=near).values_list("number", *columns):
        since, until, ends_on, kind, *stay = row
        terms[number].add(Support(number, since, until, ends_on, kind))
        if stay[0] is not None:
            stays[number].add(Stay(number, *stay))
    found = [shield_of(number, terms[number], stays[number], day) for number in sorted(terms)]
    return [shield for shield in found if shield is not None]


def _histories_of_those_who_met(persons: set[str], shields: Iterable[Shield]) -> Mapping[str, list[Stay]]:
    """By person, all stays of those who ever shared a household with somebody protected; one statement."""
    households = {household for shield in shields for household in shield.households} or {NO_HOUSEHOLD}
    met = ResidentStay.objects.filter(household__in=households, person__in=persons).values("person_id")
    found: dict[str, list[Stay]] = defaultdict(list)
    for row in ResidentStay.objects.filter(person__in=met):
        found[row.person_id].append(stay_value(row))
    return found
