"""The linter of plans (計画の点検): what a secretariat would want to know before the plan is decided.

Rules look at the plan's data and words in general, never for the words of one plan. A plan that can be read at all
may still have findings; a finding is a question for whoever writes the plan, not a fault of the file.
"""

from collections.abc import Iterable

from yakusho.kernel.findings import Malformed, Place
from yakusho.kernel.yaml_lines import Lines
from yakusho.plans.lint import aims, amounts, document
from yakusho.plans.lint.findings import Known, Remark, Rule
from yakusho.plans.loader import load_lines
from yakusho.plans.model import Plan
from yakusho.plans.sentences import Said

__all__ = ["MALFORMED", "RULES", "Known", "Remark", "lint", "lint_text"]

RULES: dict[str, Rule] = {**amounts.RULES, **aims.RULES, **document.RULES}
"""Every rule by its code; a code never changes its meaning."""
MALFORMED = "malformed"
"""The code of findings in a file that can't be read as a plan."""


def lint(plan: Plan, sections: Iterable[str] | None = None, lines: Lines | None = None) -> list[Remark]:
    """All findings, in the plan's order; with `lines` each has its line."""
    known = Known(frozenset(sections) if sections is not None else None)
    remarks = [
        Remark(
            code,
            found.place,
            *_of(plan, found.place),
            found.cells,
            found.words,
            found.remedy,
            lines.at(found.place) if lines is not None else None,
        )
        for code, rule in RULES.items()
        for found in rule(plan, known)
    ]
    return sorted(remarks, key=lambda remark: (remark.line or 0, remark.measure or "", remark.indicator or ""))


def lint_text(text: str, source: str = "", sections: Iterable[str] | None = None) -> list[Remark]:
    """All findings of a plan file; one that can't be read has its faults as findings."""
    try:
        lines = Lines(text, source)
        plan = load_lines(lines, source)
    except Malformed as malformed:
        return [
            Remark(
                MALFORMED,
                (),
                None,
                None,
                (),
                Said(each.words, each.words),
                Said(each.remedy, each.remedy),
                each.line,
            )
            for each in malformed.findings
        ]
    return lint(plan, sections, lines)


def _of(plan: Plan, place: Place) -> tuple[str | None, str | None]:
    """The measure and the indicator that a place is in."""
    if len(place) < 2 or place[0] != "measures":
        return None, None
    measure = plan.measures[int(place[1])]
    if len(place) < 4 or place[2] != "indicators":
        return measure.number, None
    return measure.number, measure.indicators[int(place[3])].id
