"""Run pytest and fail when a package's own tests leave too much of it untried.

`python -m tests.support.covered FOLDER PERCENT [options of pytest]` measures the lines and branches (分岐網羅) of
the folder that its tests take, and shows which they miss.
"""

import json
import sys
import tempfile
from pathlib import Path

import pytest
from coverage import Coverage


def _percent_of_branches(coverage: Coverage) -> float:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(report))
        totals = json.loads(report.read_text("utf-8"))["totals"]
    return 100 * totals["covered_branches"] / max(totals["num_branches"], 1)


def main(folder: str, percent_min: float, options: list[str]) -> int:
    """Run the folder's tests; 0 when they pass and try enough of it."""
    coverage = Coverage(branch=True, source=[folder], omit=["*/tests/*"], data_file=None, config_file=False)
    coverage.start()
    code = pytest.main([folder, *options])
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
