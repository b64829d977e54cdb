"""The list of who was found, in words; it holds no address that a support measure protects."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from yakusho.mynumber.residents.searching import Hit
from yakusho.mynumber.residents.words import birth_words, sex_word


@dataclass(frozen=True)
class HitRow:
    """One person in the list."""

    id: UUID
    name: str
    alias: str
    kana: str
    birth: str
    sex: str
    address: str
    number: str


def hit_rows(hits: Iterable[Hit]) -> list[HitRow]:
    """Persons who were found, in words."""
    return [
        HitRow(
            hit.id,
            hit.person.name,
            hit.person.alias,
            hit.person.kana or "－",
            birth_words(hit.person),
            sex_word(hit.person),
            _where(hit),
            hit.person.number,
        )
        for hit in hits
    ]


def _where(hit: Hit) -> str:
    if hit.hidden:
        return _("Not shown in lists")
    if hit.person.died_on is not None:
        return _("Has died")
    if hit.stay is None:
        return _("Not registered")
    return hit.stay.address if hit.stay.household else _("Outside: %(address)s") % {"address": hit.stay.address}
