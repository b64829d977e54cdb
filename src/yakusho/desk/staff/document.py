"""The organisation as a document (組織の定義): reading the ward's file, and its published form."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from yakusho.forms import Finding, Malformed

DOCUMENT_CHARACTERS_MAX = 500_000
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DepartmentEntry(_Part):
    """A department (部)."""

    code: Code
    ja: Name
    en: Name


class PostEntry(_Part):
    """A post (職)."""

    code: Code
    ja: Name
    en: Name


class SuccessorEntry(_Part):
    """The section that has the affairs from a day on (承継先)."""

    code: Code
    since: date


class SectionEntry(_Part):
    """A section (課) with its days and its successors."""

    code: Code
    ja: Name
    en: Name
    department: Code
    starts: date = Field(alias="from")
    until: date | None = None
    sample: bool = False
    successors: tuple[SuccessorEntry, ...] = ()


class FacilityEntry(_Part):
    """A facility (施設) and the section it belongs to."""

    code: Code
    ja: Name
    en: Name
    section: Code
    sample: bool = False


class Organisation(_Part):
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
    tree = _read(text, source)
    try:
        organisation = Organisation.model_validate(tree)
    except ValidationError as error:
        raise Malformed(
            [
                Finding(_line(tree, each["loc"]), f"{_path(each['loc'])}: {each['msg']}.", "Mend this value.")
                for each in error.errors()
            ],
            source,
        ) from error
    findings = [Finding(_line(tree, where), words, remedy) for where, words, remedy in _faults(organisation)]
    if findings:
        raise Malformed(findings, source)
    return organisation


def _read(text: str, source: str) -> Any:
    if len(text) > DOCUMENT_CHARACTERS_MAX:
        raise Malformed([Finding(1, "The file is too long.", f"Keep it under {DOCUMENT_CHARACTERS_MAX} characters.")])
    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Malformed(
            [Finding(line, f"This is no YAML: {error.problem}.", "Check spaces and colons.")], source
        ) from error
    except YAMLError as error:
        raise Malformed([Finding(1, "This is no YAML.", "Check spaces and colons.")], source) from error
    if not isinstance(tree, dict):
        raise Malformed([Finding(1, "The file holds no organisation.", "Begin with `format:`.")], source)
    return tree


def _path(where: tuple[Any, ...]) -> str:
    return ".".join(str(step) for step in where)


def _line(tree: Any, where: tuple[Any, ...]) -> int:
    """The line, from 1, of the deepest part of `where` that the file has."""
    line = 1
    for step in where:
        try:
            place = tree.lc.key(step) if isinstance(tree, dict) else tree.lc.item(step)
            line, tree = place[0] + 1, tree[step]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line


def _faults(organisation: Organisation) -> list[tuple[tuple[Any, ...], str, str]]:
    """References that lead nowhere, codes used twice, days that contradict each other."""
    faults: list[tuple[tuple[Any, ...], str, str]] = []
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


def _circles(organisation: Organisation) -> list[tuple[tuple[Any, ...], str, str]]:
    """Sections that would succeed themselves by way of others."""
    following = {each.code: [s.code for s in each.successors if s.code != each.code] for each in organisation.sections}
    faults: list[tuple[tuple[Any, ...], str, str]] = []
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
