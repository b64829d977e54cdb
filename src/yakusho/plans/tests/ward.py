"""The plan that ships with the house, for tests: the one ward folder that holds it."""

from functools import cache
from pathlib import Path

from yakusho import plans

REPOSITORY = Path(__file__).resolve().parents[4]
PLAN_FILE = next(REPOSITORY.glob("wards/*/plans/plan-2025.yaml"))
BINDINGS_FILE = PLAN_FILE.parent / "bindings.yaml"


def plan_text() -> str:
    """The shipped plan file."""
    return PLAN_FILE.read_text("utf-8")


@cache
def shipped_plan() -> plans.Plan:
    """The shipped plan."""
    return plans.load(plan_text(), PLAN_FILE.name)


@cache
def shipped_bindings() -> plans.Bindings:
    """The shipped bindings."""
    return plans.load_bindings(BINDINGS_FILE.read_text("utf-8"), BINDINGS_FILE.name, shipped_plan())
