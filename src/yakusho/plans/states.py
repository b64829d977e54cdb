"""How an indicator stands (判定の状態), and what the arithmetic suggests to the person who decides (評語の提案).

Zero is a value. Not reported, not planned and not applicable are three different things, and none of them is zero.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.sentences import Said


class State(StrEnum):
    """How an indicator, or a measure, stands in a year or over all years.

    A measure needs a threshold when only headquarters can say whether most of it (大部分) is done.
    """

    EXCEEDED_CANDIDATE = "exceeded_candidate"
    MET = "met"
    NOT_MET = "not_met"
    NOT_DUE = "not_due"
    NOT_REPORTED = "not_reported"
    NEEDS_BASELINE = "needs_baseline"
    NEEDS_THRESHOLD = "needs_threshold"
    NOT_PLANNED = "not_planned"
    NOT_APPLICABLE = "not_applicable"


class Suggestion(StrEnum):
    """What the arithmetic suggests; `ask` is a question that only a person can answer."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not_met"
    ASK = "ask"
    NONE = "none"


STATE_WORDS = {
    State.EXCEEDED_CANDIDATE: Said("達成+候補", "Perhaps exceeded"),
    State.MET: Said("達成", "Met"),
    State.NOT_MET: Said("未達成", "Not met"),
    State.NOT_DUE: Said("期限前", "Not due yet"),
    State.NOT_REPORTED: Said("未報告", "Not reported"),
    State.NEEDS_BASELINE: Said("要基準値", "Needs a baseline"),
    State.NEEDS_THRESHOLD: Said("大部分が未定", "Most is not defined"),
    State.NOT_PLANNED: Said("計画なし", "Not planned"),
    State.NOT_APPLICABLE: Said("対象外", "Not applicable"),
}
STATE_MEANINGS = {
    State.EXCEEDED_CANDIDATE: Said(
        "実績が目標を超えました。達成+とするかは人が決めます。",
        "The actual is above the target. Whether that is 達成+ a person decides.",
    ),
    State.MET: Said("実績が目標に届きました。", "The actual has reached the target."),
    State.NOT_MET: Said(
        "期限が過ぎ、実績が目標に届きませんでした。０も実績です。",
        "Its time is over, and the actual has not reached the target. Zero is an actual too.",
    ),
    State.NOT_DUE: Said(
        "期限前で、まだ目標に届いていません。", "Its time is not over, and the target is not reached yet."
    ),
    State.NOT_REPORTED: Said(
        "計画に目標があり、実績が届いていません。", "The plan has a target, and no actual has come in."
    ),
    State.NEEDS_BASELINE: Said(
        "計画が「拡大」「増加」とし、比べる値がありません。",
        "The plan says that it shall grow, and there is nothing to compare with.",
    ),
    State.NEEDS_THRESHOLD: Said(
        "一部が達成です。計画が「大部分」の割合を決めていません。",
        "A part is met. The plan doesn't say how much is most.",
    ),
    State.NOT_PLANNED: Said(
        "計画の欄が「－」か空欄です。この年度は判定しません。",
        "The plan prints a dash, or nothing: this year is not judged.",
    ),
    State.NOT_APPLICABLE: Said(
        "条件に当たることが起きていないか、計画にない年度です。",
        "The condition has not occurred, or the plan says nothing about this year.",
    ),
}


@dataclass(frozen=True)
class Count:
    """What a meter says for a year; `since` is set when it covers only a part of that year (一部の期間)."""

    value: int
    since: date | None = None


def count_in_year(total: int | None, counting_since: date | None, fiscal_year: int) -> Count | None:
    """The count of a fiscal year, or None when nothing was counting then: the year ended before counting began."""
    first, last = fiscal_year_days(fiscal_year)
    if total is None or counting_since is None or last < counting_since:
        return None
    return Count(total, counting_since if counting_since > first else None)
