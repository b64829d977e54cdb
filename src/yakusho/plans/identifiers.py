"""How the parts of a plan are named (計画の記号): years, policies, measures, indicators, rules."""

from typing import Annotated, Literal

from pydantic import Field

FiscalYear = Annotated[int, Field(ge=1989, le=2199)]
PolicyId = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,8}$")]
MeasureNumber = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,6}$")]
IndicatorId = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,6}-[A-Za-z0-9]{1,3}$")]
Yen = Annotated[int, Field(ge=0, le=10**13)]
Weight = Literal["◎", "○"]
Rule = Literal[
    "R-COUNT",
    "R-STOCK",
    "R-RATIO",
    "R-LEVEL",
    "R-STAGE",
    "R-STAGE-THEN-COUNT",
    "R-DIRECTION",
    "R-ACTIVITY",
    "R-CHECKLIST",
    "R-CONDITIONAL",
]
Aggregate = Literal[
    "sum",
    "last",
    "pooled",
    "last_vs_baseline",
    "final_stage_reached",
    "reached_once",
    "reached_once_by_deadline",
    "count_at_end",
    "all_active_years",
    "all_items_each_active_year",
    "all_triggered",
]
