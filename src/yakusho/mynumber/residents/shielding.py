"""What a support measure (支援措置) keeps secret of the past, and in the records of others; pure.

Secret is where a protected person lives or will live, and each place where they have lived since the measure began.
The same household and the same place stand in the records of whoever ever belonged to one household with them, and stay
there after that person has moved away: a secret address is found through them as well as through its own page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yakusho.mynumber.residents.register import Stay, Support


@dataclass(frozen=True, slots=True)
class Shield:
    """A protected person: every household they ever belonged to, and the households and places that are secret."""

    person: str
    households: frozenset[str]
    secret_households: frozenset[str]
    secret_places: frozenset[str]

    def covers(self, stay: Stay) -> bool:
        """Whether a stay of somebody who was in one household with them leads to where they are."""
        return stay.household in self.secret_households or place_of(stay) in self.secret_places


def place_of(stay: Stay) -> str:
    """What tells one house from another; the text itself where it can't be read as an address."""
    return stay.address_key or stay.address


def began_on(terms: Iterable[Support], day: date) -> date | None:
    """Since when a person is under measures without a gap, renewals included; None if none is in force on the day."""
    ordered = sorted(terms, key=lambda term: term.since, reverse=True)
    began = min((term.since for term in ordered if term.holds_on(day)), default=None)
    for term in ordered:
        if began is not None and term.since < began <= _day_after(term):
            began = term.since
    return began


def _day_after(term: Support) -> date:
    """The first day that a term no longer covers."""
    last = term.ends_on + timedelta(days=1)
    return last if term.until is None else min(term.until, last)


def shield_of(person: str, terms: Iterable[Support], stays: Iterable[Stay], day: date) -> Shield | None:
    """What a person's measures keep secret; None if none of them is in force on the day."""
    began, known = began_on(terms, day), list(stays)
    if began is None:
        return None
    secret = [stay for stay in known if stay.until is None or stay.until > began]
    return Shield(
        person,
        households=_households(known),
        secret_households=_households(secret),
        secret_places=frozenset(map(place_of, secret)),
    )


def _households(stays: Iterable[Stay]) -> frozenset[str]:
    return frozenset(stay.household for stay in stays if stay.household)


def secret_stays(history: Iterable[Stay], shields: Iterable[Shield]) -> frozenset[Stay]:
    """The stays of one person that lead to a protected person with whom they ever shared a household."""
    known = list(history)
    mine = _households(known)
    near = [shield for shield in shields if not shield.households.isdisjoint(mine)]
    return frozenset(stay for stay in known if any(shield.covers(stay) for shield in near))
