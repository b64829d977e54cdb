"""The organisation as a document (組織の定義): reading the ward's file, and its published form."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from yakusho.kernel.data_files import Code, Part, read
from yakusho.kernel.findings import Fault

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class DepartmentEntry(Part):
    """A department (部)."""

    code: Code
    ja: Name
    en: Name


class PostEntry(Part):
    """A post (職)."""

    code: Code
    ja: Name
    en: Name


class SuccessorEntry(Part):
    """The section that has the affairs from a day on (承継先)."""

    code: Code
    since: date


class SectionEntry(Part):
    """A section (課) with its days and its successors; `easy` has the reading of its name for residents."""

    code: Code
    ja: Name
    en: Name
    easy: Name | None = None
    department: Code
    starts: date = Field(alias="from")
    until: date | None = None
    sample: bool = False
    successors: tuple[SuccessorEntry, ...] = ()


class FacilityEntry(Part):
    """A facility (施設) and the section it belongs to."""

    code: Code
    ja: Name
    en: Name
    section: Code
    sample: bool = False


class Organisation(Part):
    """The whole organisation (組織) of a ward."""

    format: Literal["yakusho-organisation/1"]
    departments: tuple[DepartmentEntry, ...]
    posts: Annotated[tuple[PostEntry, ...], Field(min_length=1)]
    sections: Annotated[tuple[SectionEntry, ...], Field(min_length=1)]
    facilities: tuple[FacilityEntry, ...] = ()


def load(text: str, source: str = "organisation") -> Organisation:
    """The organisation of a YAML text, after every reference in it was checked.

    Raises:
        Malformed: with a line and a remedy for each fault.
    """
    return read(text, Organisation, source, _faults)


def _faults(organisation: Organisation) -> list[Fault]:
    """References that lead nowhere, codes used twice, days that contradict each other."""
    faults: list[Fault] = []
    departments = {each.code for each in organisation.departments}
    sections = {each.code: each for each in organisation.sections}
    for kind in ("departments", "posts", "sections", "facilities"):
        seen: set[str] = set()
        for index, entry in enumerate(getattr(organisation, kind)):
            if entry.code in seen:
                faults.append(((kind, index, "code"), f"`{entry.code}` is used twice.", "Give it another code."))
            seen.add(entry.code)
    for index, section in enumerate(organisation.sections):
        at = ("sections", index)
        if section.department not in departments:
            faults.append(
                ((*at, "department"), f"There is no department `{section.department}`.", "List it under departments.")
            )
        if section.until is not None and section.until < section.starts:
            faults.append(((*at, "until"), "The section ends before it begins.", "Mend `from` or `until`."))
        if section.successors and section.until is None:
            faults.append(((*at, "successors"), "A section with successors has no last day.", "Add `until`."))
        for number, successor in enumerate(section.successors):
            here = (*at, "successors", number, "code")
            if successor.code not in sections or successor.code == section.code:
                faults.append((here, f"`{successor.code}` can't be the successor.", "Name another listed section."))
    for index, facility in enumerate(organisation.facilities):
        if facility.section not in sections:
            faults.append(
                (("facilities", index, "section"), f"There is no section `{facility.section}`.", "Name a listed one.")
            )
    return faults + _circles(organisation)


def _circles(organisation: Organisation) -> list[Fault]:
    """Sections that would succeed themselves by way of others."""
    following = {each.code: [s.code for s in each.successors if s.code != each.code] for each in organisation.sections}
    faults: list[Fault] = []
    for index, section in enumerate(organisation.sections):
        seen, todo = set[str](), list(following[section.code])
        while todo:
            this = todo.pop()
            if this in seen:
                continue
            seen.add(this)
            todo += following.get(this, [])
        if section.code in seen:
            faults.append((("sections", index), f"`{section.code}` succeeds itself in a circle.", "Break the circle."))
    return faults
