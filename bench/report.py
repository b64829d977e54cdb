"""Goals beside what was measured, as lines a person reads (目標と実測)."""

from dataclasses import dataclass
from typing import Any

GOAL_RATIO = 0.55
GOAL_NUMBER_P95_MS = 150
GOAL_JOURNEYS_PER_S = {"postgresql": 300, "sqlite": 200}
GOAL_SUBMIT_SQL = 8
GOAL_COLD_PAGE_BYTES = 60_000
GOAL_MEMORY_MB = 600
GOAL_INBOX_P95_S = 5.0
GOAL_BACKGROUND_SQL = 15


@dataclass(frozen=True)
class Line:
    """One goal: what, the bound, what was measured, whether it holds."""

    what: str
    goal: str
    measured: str
    held: bool

    def __str__(self) -> str:
        return f"{'pass' if self.held else 'MISS':5} {self.what:54} goal {self.goal:>12}   measured {self.measured:>12}"


def lines(results: dict[str, Any]) -> list[Line]:
    """Every goal with its verdict."""
    found = []
    for database, measured in results["benefit_journey"].items():
        goal = GOAL_JOURNEYS_PER_S[database]
        name = f"benefit journey on {database}"
        rate, ratio, p95 = measured["journeys_per_s"], measured["ratio_to_bare"], measured["number_p95_ms"]
        found += [
            Line(f"{name}: journeys a second", f"≥ {goal}", f"{rate:.0f}", rate >= goal),
            Line(f"{name}: share of the bare app", f"≥ {GOAL_RATIO:.0%}", f"{ratio:.0%}", ratio >= GOAL_RATIO),
            Line(f"{name}: number, p95", f"< {GOAL_NUMBER_P95_MS} ms", f"{p95:.0f} ms", p95 < GOAL_NUMBER_P95_MS),
        ]
    for database, measured in results["house"].items():
        submit = measured["sql"][-1]
        cold, memory = measured["cold_page_bytes"]["all"], measured["memory_mb"]["total"]
        inbox = measured["inbox"]["p95_s"]
        found += [
            Line(
                f"submit on {database}: SQL statements",
                f"≤ {GOAL_SUBMIT_SQL}",
                str(submit["sql"]),
                submit["sql"] <= GOAL_SUBMIT_SQL,
            ),
            Line(f"submit on {database}: transactions", "1", str(submit["transactions"]), submit["transactions"] == 1),
            Line(
                f"first page with all it loads ({database})",
                f"≤ {GOAL_COLD_PAGE_BYTES // 1000} kB",
                f"{cold / 1000:.1f} kB",
                cold <= GOAL_COLD_PAGE_BYTES,
            ),
            Line(
                f"memory of everything, idle ({database})",
                f"≤ {GOAL_MEMORY_MB} MB",
                f"{memory:.0f} MB",
                memory <= GOAL_MEMORY_MB,
            ),
            Line(
                f"receipt until in the inbox, p95 ({database})",
                f"≤ {GOAL_INBOX_P95_S:.0f} s",
                f"{inbox:.2f} s",
                inbox <= GOAL_INBOX_P95_S,
            ),
        ]
    if background := results.get("background_sql"):
        asked = background["sql_per_application"]
        found.append(
            Line(
                "receipt until in the inbox: SQL, all zones",
                f"≤ {GOAL_BACKGROUND_SQL}",
                f"{asked:.1f}",
                asked <= GOAL_BACKGROUND_SQL,
            )
        )
    return found
