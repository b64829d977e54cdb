"""What headquarters set: the share that holds, and every share before it."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from yakusho.office.headquarters.models import PERCENT_MAX, MajorityThreshold

HISTORY_ROWS_MAX = 100


def majority_threshold(plan_code: str) -> Decimal | None:
    """The share that counts as most (大部分) of a measure's indicators, as in 0.8; None until headquarters sets one."""
    row = holding(plan_code)
    return row.percent / PERCENT_MAX if row is not None else None


def holding(plan_code: str) -> MajorityThreshold | None:
    """What was set last for a plan."""
    return MajorityThreshold.objects.filter(plan=plan_code).order_by("-number").first()


def history(plan_code: str) -> Sequence[MajorityThreshold]:
    """What was set for a plan, the newest first."""
    return list(MajorityThreshold.objects.filter(plan=plan_code).order_by("-number")[:HISTORY_ROWS_MAX])


def was_set(key: UUID) -> bool:
    """Whether a form of this id has set a share already."""
    return MajorityThreshold.objects.filter(key=key).exists()


def changes() -> int:
    """Changes whenever a share is set for any plan."""
    return MajorityThreshold.objects.order_by("-id").values_list("id", flat=True).first() or 0
