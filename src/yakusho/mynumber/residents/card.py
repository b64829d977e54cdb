"""The card of a person (住民票の画面): who they are, where and with whom on a day, their history, what to mind."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yakusho.desk.access.queries import Seen, seen_subject
from yakusho.desk.staff.permissions import Staff, may
from yakusho.kernel import clock
from yakusho.mynumber.residents.models import Resident
from yakusho.mynumber.residents.protection import protection_of
from yakusho.mynumber.residents.queries import household_on, stays, supports
from yakusho.mynumber.residents.register import Household, Person, Stay, Support, is_sample
from yakusho.mynumber.residents.rows import person_value
from yakusho.mynumber.residents.words import birth_words, kind_word, reason_word, relation_word, sex_word, support_word
from yakusho.ui.parts import Pair


@dataclass(frozen=True)
class MemberRow:
    """One member of the household; `id` leads to their card."""

    id: UUID
    relation: str
    name: str
    kana: str
    birth: str
    sex: str
    is_this: bool


@dataclass(frozen=True)
class HistoryRow:
    """One stay in words; a `secret` one leads to somebody under a support measure."""

    since: date
    until: date | None
    reason: str
    address: str
    household: str
    relation: str
    secret: bool


@dataclass(frozen=True)
class SupportRow:
    """One term of a support measure in words."""

    since: date
    ends_on: date
    until: date | None
    kind: str
    apart: bool
    in_force: bool


@dataclass(frozen=True)
class Card:
    """Everything that the card shows. With `hidden` it holds no address and no household of the day.

    With `withheld` the history lacks what leads to a protected person; `leads` warns who sees it all.
    """

    id: UUID
    person: Person
    facts: list[Pair]
    day: date
    here: list[Pair]
    members: list[MemberRow]
    history: list[HistoryRow]
    flags: list[str]
    hidden: bool
    withheld: bool
    supported: bool
    leads: bool
    supports: list[SupportRow]
    seen: list[Seen] | None

    @property
    def subjects(self) -> list[UUID]:
        """Everybody whose data the card shows."""
        return list(dict.fromkeys((self.id, *(member.id for member in self.members))))


def card_of(by: Staff, row: Resident, day: date) -> Card:
    """The card of a person, as of a day, for somebody with this seat; what they may not see isn't in it."""
    person, today = person_value(row), clock.today()
    found = stays(person.number)
    stay = next((each for each in found if each.holds_on(day)), None)
    household = household_on(stay.household, day) if stay and stay.household else None
    numbers = [member.person.number for member in household.members] if household else []
    told_nobody, may_see = protection_of({person.number, *numbers}, today), may(by, "register.support")
    protected, secret = told_nobody.persons, [each for each in found if told_nobody.hides(each)]
    hidden = not may_see and (person.number in protected or stay in secret)
    if not may_see and told_nobody.covers(household):
        household = None
    withheld = [] if may_see else secret
    terms = supports([person.number, *numbers]) if may_see else []
    return Card(
        id=row.id,
        person=person,
        facts=_facts(person, day),
        day=day,
        here=[] if hidden or stay is None else _here(stay, household is not None),
        members=_members(household, person) if household and not hidden else [],
        history=[_history_row(each, each in secret) for each in reversed(found) if each not in withheld],
        flags=_flags(person, found, today),
        hidden=hidden or (household is None and bool(numbers)),
        withheld=bool(withheld),
        supported=may_see and bool(protected),
        leads=may_see and bool(secret) and not protected,
        supports=[_support_row(each, today) for each in terms if each.person == person.number],
        seen=seen_subject(by, row.id) if may(by, "access.review") else None,
    )


def _facts(person: Person, day: date) -> list[Pair]:
    years = (
        day.year - person.birth_date.year - ((day.month, day.day) < (person.birth_date.month, person.birth_date.day))
    )
    age = "" if person.died_on or years < 0 else _(" (%(years)s years old)") % {"years": years}
    pairs = [
        Pair(_("Register number"), person.number),
        Pair(pgettext("register", "Name"), person.name),
        Pair(_("Reading"), person.kana or "－"),
        Pair(_("Former surname"), person.former_name),
        Pair(_("Alias"), person.alias),
        Pair(_("Born"), birth_words(person) + age),
        Pair(_("Sex"), sex_word(person)),
        Pair(_("Nationality"), person.nationality),
        Pair(pgettext("register", "Kind"), kind_word(person)),
    ]
    return [pair for pair in pairs if pair.text]


def _here(stay: Stay, with_household: bool) -> list[Pair]:
    pairs = [Pair(pgettext("register", "Address"), stay.address), Pair(_("Postcode"), stay.postcode or "－")]
    if stay.household:
        pairs.append(Pair(_("Relation to the head"), relation_word(stay)))
    if stay.household and with_household:
        pairs.append(Pair(_("Household number"), stay.household))
    return pairs


def _members(household: Household, person: Person) -> list[MemberRow]:
    numbers = [member.person.number for member in household.members]
    ids = dict(Resident.objects.filter(number__in=numbers).values_list("number", "id"))
    return [
        MemberRow(
            ids[member.person.number],
            relation_word(member.stay),
            member.person.name,
            member.person.kana,
            birth_words(member.person),
            sex_word(member.person),
            member.person.number == person.number,
        )
        for member in household.members
    ]


def _history_row(stay: Stay, secret: bool) -> HistoryRow:
    return HistoryRow(
        stay.since,
        stay.until,
        reason_word(stay),
        stay.address,
        stay.household or "－",
        relation_word(stay) or "－",
        secret,
    )


def _support_row(support: Support, today: date) -> SupportRow:
    return SupportRow(
        support.since, support.ends_on, support.until, support_word(support), support.apart, support.holds_on(today)
    )


def _flags(person: Person, found: list[Stay], today: date) -> list[str]:
    """What to mind about a person, in words; nothing of it says where they live."""
    now = next((stay for stay in found if stay.holds_on(today)), None)
    told = [
        (person.died_on is not None, _("Has died")),
        (person.kind != "outside" and not person.died_on and (now is None or not now.household), _("Not registered")),
        (not person.kana_is_official and bool(person.kana), _("The reading is unofficial")),
        (not person.kana, _("The reading is missing")),
        (person.birth_unclear, _("The day of birth is unclear")),
        (is_sample(person.number), _("Sample")),
    ]
    return [words for is_so, words in told if is_so]
