"""Changes of organisation and staff in this zone."""

from datetime import date

from django.db import transaction

from yakusho.desk.staff.document import Organisation
from yakusho.desk.staff.models import Facility, OrganisationGeneration, Post, Seat, Section, Succession, User
from yakusho.desk.staff.permissions import FUNCTIONS
from yakusho.kernel import clock


@transaction.atomic
def organisation_take(organisation: Organisation, *, generation: int, content_hash: str) -> bool:
    """Work with a published organisation from now on; False when this or a later generation is here already.

    Sections are never deleted, because cases and entries name them: one that left the file ends today.
    """
    newest = OrganisationGeneration.objects.order_by("-generation").first()
    if newest is not None and newest.generation >= generation:
        return False
    OrganisationGeneration.objects.create(generation=generation, content_hash=content_hash, published_at=clock.now())
    _take_posts(organisation)
    _take_sections(organisation)
    _take_facilities(organisation)
    return True


def _take_posts(organisation: Organisation) -> None:
    Post.objects.bulk_create(
        [
            Post(code=each.code, name_ja=each.ja, name_en=each.en, place=place)
            for place, each in enumerate(organisation.posts)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_ja", "name_en", "place"],
    )


def _take_sections(organisation: Organisation) -> None:
    departments = {each.code: each for each in organisation.departments}
    listed = [each.code for each in organisation.sections]
    Section.objects.bulk_create(
        [
            Section(
                code=each.code,
                name_ja=each.ja,
                name_en=each.en,
                department_ja=departments[each.department].ja,
                department_en=departments[each.department].en,
                sample=each.sample,
                valid_from=each.starts,
                valid_until=each.until,
                place=place,
            )
            for place, each in enumerate(organisation.sections)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "name_ja", "name_en", "department_ja", "department_en", "sample", "valid_from", "valid_until", "place"
        ],
    )  # fmt: skip
    Section.objects.exclude(code__in=listed).filter(valid_until=None, valid_from__lte=clock.today()).update(
        valid_until=clock.today()
    )
    Succession.objects.all().delete()
    Succession.objects.bulk_create(
        [
            Succession(section_id=each.code, successor_id=successor.code, since=successor.since)
            for each in organisation.sections
            for successor in each.successors
        ]
    )


def _take_facilities(organisation: Organisation) -> None:
    Facility.objects.exclude(code__in=[each.code for each in organisation.facilities]).delete()
    Facility.objects.bulk_create(
        [
            Facility(
                code=each.code,
                name_ja=each.ja,
                name_en=each.en,
                section_id=each.section,
                sample=each.sample,
                place=place,
            )
            for place, each in enumerate(organisation.facilities)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_ja", "name_en", "section", "sample", "place"],
    )


def seat_assign(
    user: User,
    *,
    section: str,
    post: str,
    functions: list[str],
    since: date,
    until: date | None = None,
    procedures: list[str] | None = None,
) -> Seat:
    """Give a user a seat (発令); several at once are concurrent posts (兼務).

    Raises:
        KeyError: a function doesn't exist.
    """
    for function in functions:
        FUNCTIONS[function]
    return Seat.objects.create(
        user=user,
        section_id=section,
        post_id=post,
        functions=sorted(functions),
        procedures=procedures or [],
        valid_from=since,
        valid_until=until,
    )
