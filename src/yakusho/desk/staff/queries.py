"""Reads of organisation and staff for views and other rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.desk.staff.models import OrganisationGeneration, Post, Seat, Section, Succession, User
from yakusho.desk.staff.permissions import FUNCTIONS, SeatView, Staff
from yakusho.kernel import clock

SEAT_KEY = "seat"


@dataclass(frozen=True)
class SectionName:
    """A section's code and its name in the reader's language; `sample` when the real ward has no such section."""

    code: str
    name: str
    sample: bool


def _in_language(ja: str, en: str) -> str:
    return en if get_language() == "en" and en else ja


def valid_on(day: date) -> Q:
    """The condition that a dated row is valid on `day`."""
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


def sections(day: date | None = None) -> list[SectionName]:
    """All sections that exist on a day (today), in the ward's order."""
    rows = Section.objects.filter(valid_on(day or clock.today()))
    return [SectionName(row.code, _in_language(row.name_ja, row.name_en), row.sample) for row in rows]


def section_names() -> dict[str, SectionName]:
    """Every section ever, by code, for lists that name them."""
    return {
        row.code: SectionName(row.code, _in_language(row.name_ja, row.name_en), row.sample)
        for row in Section.objects.all()
    }


def section_name(code: str) -> str:
    """One section's name in the reader's language; the code itself when it is unknown here."""
    row = Section.objects.filter(code=code).first()
    return _in_language(row.name_ja, row.name_en) if row else code


def section_codes() -> dict[str, str]:
    """The code of every section ever by its Japanese name, as the ward's documents call it."""
    return dict(Section.objects.values_list("name_ja", "code"))


def successions() -> list[tuple[str, str, date]]:
    """Each section whose affairs went to another, that one, and since when."""
    return list(Succession.objects.order_by("since").values_list("section_id", "successor_id", "since"))


def successors_of(code: str, day: date | None = None) -> list[str]:
    """The sections that have a section's affairs on a day: itself while it exists, else its successors, all the way."""
    on = day or clock.today()
    rows = list(Succession.objects.filter(since__lte=on).values_list("section_id", "successor_id"))
    found, todo = [], [code]
    while todo:
        this = todo.pop()
        following = [successor for section, successor in rows if section == this]
        if following:
            todo += [successor for successor in following if successor not in todo and successor not in found]
        elif this not in found:
            found.append(this)
    return sorted(found)


def generation() -> int:
    """The generation of the organisation this zone works with; 0 before the first."""
    newest = OrganisationGeneration.objects.order_by("-generation").first()
    return newest.generation if newest else 0


def _scope(section: str, day: date) -> frozenset[str]:
    rows = list(Succession.objects.filter(since__lte=day).values_list("section_id", "successor_id"))
    found, todo = {section}, [section]
    while todo:
        this = todo.pop()
        before = {old for old, new in rows if new == this} - found
        found |= before
        todo += before
    return frozenset(found)


def _view(seat: Seat) -> SeatView:
    return SeatView(
        id=seat.id,
        post=_in_language(seat.post.name_ja, seat.post.name_en),
        section=seat.section_id,
        section_name=_in_language(seat.section.name_ja, seat.section.name_en),
    )


def _staff(user: User, seat: Seat, seats: Iterable[Seat], day: date) -> Staff:
    return Staff(
        user_id=user.pk,
        name=user.display_name or user.username,
        seat=_view(seat),
        functions=frozenset(seat.functions),
        scope=_scope(seat.section_id, day),
        procedures=frozenset(seat.procedures),
        seats=tuple(_view(each) for each in seats),
    )


def staff_of(request: HttpRequest) -> Staff | None:
    """The signed-in person in the seat they chose; None when nobody is signed in or no seat is valid today."""
    if not hasattr(request, "_yakusho_staff"):
        request._yakusho_staff = _find(request)  # type: ignore[attr-defined]
    staff: Staff | None = request._yakusho_staff  # type: ignore[attr-defined]
    return staff


def acting(request: HttpRequest) -> Staff:
    """The person who acts, in a view whose guard let them in."""
    staff = staff_of(request)
    assert staff is not None
    return staff


def _find(request: HttpRequest) -> Staff | None:
    user = request.user
    if not user.is_authenticated:
        return None
    day = clock.today()
    seats = list(Seat.objects.filter(valid_on(day), user_id=user.pk).select_related("post", "section").order_by("id"))
    if not seats:
        return None
    chosen = request.session.get(SEAT_KEY)
    seat = next((each for each in seats if str(each.id) == chosen), seats[0])
    return _staff(user, seat, seats, day)


def staff_in_seat(seat_id: UUID) -> Staff:
    """The person who holds a seat, for commands and tests.

    Raises:
        Seat.DoesNotExist: there is no such seat today.
    """
    day = clock.today()
    seat = Seat.objects.select_related("user", "post", "section").get(valid_on(day), id=seat_id)
    return _staff(seat.user, seat, [seat], day)


def seat_names(ids: Iterable[str | UUID | None]) -> dict[str, str]:
    """Section, post and name of seats by id, for lists that show who acted."""
    wanted = {str(each) for each in ids if each}
    found = Seat.objects.filter(id__in=wanted).select_related("user", "post", "section")
    return {
        str(seat.id): f"{_view(seat).section_name} {_view(seat).post} {seat.user.display_name}".strip()
        for seat in found
    }


@dataclass(frozen=True)
class SeatRow:
    """One seat in the list of staff."""

    id: UUID
    words: str
    functions: list[str]
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class AccountRow:
    """One account in the list of staff, with its seats that count today or later."""

    id: int
    username: str
    name: str
    seats: list[SeatRow]


def function_words(functions: list[str]) -> list[str]:
    """What functions let a person do, in words."""
    return [_(FUNCTIONS[each]) for each in functions if each in FUNCTIONS]


def account_rows() -> list[AccountRow]:
    """Every active account by user name, with its present and coming seats."""
    lasting = Q(valid_until=None) | Q(valid_until__gte=clock.today())
    seats: dict[int, list[SeatRow]] = {}
    for seat in Seat.objects.filter(lasting).select_related("post", "section").order_by("valid_from", "id"):
        view = _view(seat)
        row = SeatRow(
            seat.id,
            f"{view.section_name} {view.post}",
            function_words(seat.functions),
            seat.valid_from,
            seat.valid_until,
        )
        seats.setdefault(seat.user_id, []).append(row)
    users = User.objects.filter(is_active=True).order_by("username")
    return [AccountRow(user.pk, user.username, user.display_name, seats.get(user.pk, [])) for user in users]


def post_names() -> list[tuple[str, str]]:
    """Every post with its name, in the ward's order."""
    return [(row.code, _in_language(row.name_ja, row.name_en)) for row in Post.objects.all()]
