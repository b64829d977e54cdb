"""Support measures (支援措置): the one check that decides whose address and household may be shown.

Protected is who has a measure in force, and everybody registered in one household with them, whose address is theirs.
A list shows no protected address and finds nobody by it; a card shows it to `register.support` only.
"""

from collections.abc import Iterable
from datetime import date

from yakusho.mynumber.residents.models import ResidentStay, ResidentSupport
from yakusho.mynumber.residents.rows import stays_on, supports_in_force


def protected_of(persons: Iterable[str], day: date) -> frozenset[str]:
    """Those of these persons whose address is told to nobody on a day; one statement."""
    wanted = set(persons)
    supports = ResidentSupport.objects.filter(supports_in_force(day))
    stays = ResidentStay.objects.filter(stays_on(day)).exclude(household="")
    households = stays.filter(person__in=supports.values("person_id")).values("household")
    themselves = supports.filter(person__in=wanted).values_list("person_id")
    with_them = stays.filter(person__in=wanted, household__in=households).values_list("person_id")
    return frozenset(person for (person,) in themselves.union(with_them))
