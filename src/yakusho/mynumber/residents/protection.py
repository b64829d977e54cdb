"""Support measures (支援措置): the one check that decides whose address and household may be shown.

Protected is who has a measure in force, and everybody registered in one household with them, whose address is theirs.
A list shows no protected address and finds nobody by it; a card shows it to `register.support` only.
"""

from collections.abc import Iterable
from datetime import date

from yakusho.mynumber.residents.models import ResidentStay, ResidentSupport
from yakusho.mynumber.residents.queries import supports_on
from yakusho.mynumber.residents.rows import stays_on, supports_in_force


def protected_of(persons: Iterable[str], day: date) -> frozenset[str]:
    """Those of these persons whose address is told to nobody on a day; three statements."""
    wanted = set(persons)
    where = dict(
        ResidentStay.objects.filter(stays_on(day), person__in=wanted)
        .exclude(household="")
        .values_list("person_id", "household")
    )
    supported = ResidentSupport.objects.filter(supports_in_force(day)).values("person_id")
    members = ResidentStay.objects.filter(stays_on(day), household__in=set(where.values()), person__in=supported)
    households = set(members.values_list("household", flat=True))
    themselves = {support.person for support in supports_on(wanted, day)}
    return frozenset(themselves | {person for person, household in where.items() if household in households})
