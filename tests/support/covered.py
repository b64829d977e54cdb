"""Run pytest and fail when a package's own tests leave too much of it untried.

`python -m tests.support.covered FOLDER PERCENT [options of pytest]` measures the lines and branches (分岐網羅) of
the folder that its tests take, and shows which they miss. Random examples and tests marked `exhaustive` run without
being measured, which takes as long as running them.
"""

import json
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage


def _percent_of_branches(coverage: Coverage) -> float:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(report))
        totals = json.loads(report.read_text("utf-8"))["totals"]
    return 100 * totals["covered_branches"] / max(totals["num_branches"], 1)


class _Measured:
    """Leaves chance out of the measure, so that the share stands still, and what is too much to measure."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Measure a test, unless it tries random examples or everything there is."""
        uncounted = hasattr(getattr(item, "obj", None), "hypothesis") or item.get_closest_marker("exhaustive")
        if uncounted:
            self._coverage.stop()
        try:
            return (yield)
        finally:
            if uncounted:
                self._coverage.start()


def main(folder: str, percent_min: float, options: list[str]) -> int:
    """Run the folder's tests; 0 when they pass and try enough of it."""
    coverage = Coverage(branch=True, source=[folder], omit=["*/tests/*"], data_file=None, config_file=False)
    coverage.start()
    code = pytest.main([folder, *options], plugins=[_Measured(coverage)])
    coverage.stop()
    lines_and_branches = coverage.report(show_missing=True, skip_covered=True)
    branches = _percent_of_branches(coverage)
    verdict = (
        f"{branches:.1f} % of the branches of {folder} are taken by its tests; at least {percent_min:.0f} % must be"
    )
    sys.stdout.write(f"{verdict}\n")
    return int(code) or int(min(branches, lines_and_branches) < percent_min)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), sys.argv[3:]))
