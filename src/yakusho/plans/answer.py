"""A snapshot as a short answer for programs (計画の現況): every indicator-year, then what follows from them."""

from typing import Any

from yakusho.plans.snapshot import Cell, FrozenIndicator, FrozenMeasure, Snapshot


def answer(snapshot: Snapshot) -> dict[str, Any]:
    """How the plan stands: its indicator-years, its indicators over all years, its measures, its policies."""
    return {
        "plan": {
            "code": snapshot.code,
            "name": snapshot.name,
            "period": snapshot.period,
            "fiscal_years": list(snapshot.fiscal_years),
            "this_year": snapshot.this_year,
            "majority_threshold": snapshot.majority_threshold,
        },
        "indicator_years": [
            {"indicator": indicator.id, "fiscal_year": cell.fiscal_year, **_judged(cell)}
            for indicator, cell in snapshot.indicator_years()
        ],
        "indicators": [
            {"indicator": indicator.id, "measure": measure.number, **_judged(indicator.all_years)}
            for measure in snapshot.measures
            for indicator in measure.indicators
        ],
        "this_year": [
            {"indicator": indicator.id, **_judged(indicator.this_year)}
            for indicator in snapshot.indicators()
            if _stands_beside(indicator, snapshot)
        ],
        "measures": [_measure(measure) for measure in snapshot.measures],
        "policies": [
            {
                "policy": policy.id,
                "name": policy.name,
                "main": policy.main,
                "related": policy.related,
                "sentence": policy.sentence.ja,
                "sentence_en": policy.sentence.en,
            }
            for policy in snapshot.policies
        ],
    }


def _judged(cell: Cell) -> dict[str, Any]:
    return {
        "target": cell.raw,
        "state": cell.state,
        "value": cell.value,
        "share": cell.share,
        "source": cell.source,
        "suggestion": cell.suggestion,
        "sentence": cell.sentence.ja,
        "sentence_en": cell.sentence.en,
        "provisional": cell.provisional,
        "coverage_since": cell.since.isoformat() if cell.since is not None else None,
        "evidence": cell.evidence,
        "pace": cell.pace.model_dump(mode="json") if cell.pace is not None else None,
    }


def _stands_beside(indicator: FrozenIndicator, snapshot: Snapshot) -> bool:
    """Whether there is a number for a year that the plan has no targets for."""
    return snapshot.this_year not in snapshot.fiscal_years and indicator.this_year.value is not None


def _measure(measure: FrozenMeasure) -> dict[str, Any]:
    return {
        "measure": measure.number,
        "title": measure.title,
        "state": measure.state,
        "suggestion": measure.suggestion,
        "sentence": measure.sentence.ja,
        "sentence_en": measure.sentence.en,
        "provisional": measure.provisional,
        "counts": measure.counts,
    }
