"""Who may say what about an indicator (実績を扱う権限): its sections report and confirm, the secretariat corrects."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff, may
from yakusho.plans.model import CollectiveOwner, Indicator, Measure

REPORT = "plan.report"
SECRETARIAT = "plan.secretariat"


@dataclass(frozen=True)
class Cell:
    """One indicator in one fiscal year of a plan, with the sections that carry it (指標の年度)."""

    plan: str
    measure: Measure
    indicator: Indicator
    fiscal_year: int
    owners: tuple[str, ...]
    owners_in_words: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"{self.plan}/{self.indicator.id}/{self.fiscal_year}"

    @property
    def may_be_parts(self) -> bool:
        """Whether several sections could each report a part of it that adds up."""
        addable = self.indicator.reading.rule in ("R-COUNT", "R-RATIO", "R-LEVEL")
        return addable and len(self.owners) + len(self.owners_in_words) > 1


def owners(
    measure: Measure, codes: Mapping[str, str], collective: Iterable[CollectiveOwner] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sections that carry a measure, by code, and the owners that are no single section (関係主管課), in words.

    A collective owner that the plan resolves stands for the sections it names.
    """
    meant = {each.name: each.sections for each in collective}
    names = list(dict.fromkeys(name for given in measure.departments for name in meant.get(given, (given,))))
    return tuple(codes[name] for name in names if name in codes), tuple(name for name in names if name not in codes)


def owns(by: Staff, cell: Cell) -> bool:
    """Whether somebody reports for one of the sections that carry the indicator, or for one that it succeeded."""
    return any(may(by, REPORT, section=owner) for owner in cell.owners)


def leads(by: Staff) -> bool:
    """Whether somebody is of the plan's secretariat (事務局)."""
    return may(by, SECRETARIAT)


def why_not_report(by: Staff, cell: Cell) -> str | None:
    """Why somebody can't report or confirm a value."""
    if owns(by, cell):
        return None
    return _("This indicator belongs to another section. Only its section reports and confirms it.")


def why_not_touch(by: Staff, cell: Cell) -> str | None:
    """Why somebody can't correct a value or attach evidence: it is neither theirs nor are they the secretariat."""
    if owns(by, cell) or leads(by):
        return None
    return _("This indicator belongs to another section. Ask that section or the secretariat.")


def why_not_import(by: Staff, sections: Collection[str]) -> str | None:
    """Why somebody can't take monthly figures: none of the indicators that they feed is theirs."""
    if leads(by) or any(may(by, REPORT, section=section) for section in sections):
        return None
    return _("These figures belong to another section. Ask that section or the secretariat.")


def why_not_this_year(cell: Cell, this_year: int) -> str | None:
    """Why nothing can be said about a fiscal year."""
    if cell.fiscal_year > this_year:
        return _("This fiscal year has not begun yet.")
    return None
