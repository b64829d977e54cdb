"""The organisation as a page shows it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from yakusho.desk.staff.models import Section, Succession


@dataclass(frozen=True)
class SectionRow:
    """One section with its days and what it became."""

    code: str
    name: str
    department: str
    sample: bool
    starts: date
    until: date | None
    successors: str


def section_rows() -> list[SectionRow]:
    """Every section, ended ones too, in the ward's order."""
    english = get_language() == "en"
    rows = {row.code: row for row in Section.objects.all()}

    def name(code: str) -> str:
        return rows[code].name_en if english else rows[code].name_ja

    following: dict[str, list[str]] = {}
    for section, successor in Succession.objects.values_list("section_id", "successor_id"):
        following.setdefault(section, []).append(name(successor))
    return [
        SectionRow(
            code=row.code,
            name=name(row.code),
            department=row.department_en if english else row.department_ja,
            sample=row.sample,
            starts=row.valid_from,
            until=row.valid_until,
            successors=", ".join(following.get(row.code, [])),
        )
        for row in rows.values()
    ]
