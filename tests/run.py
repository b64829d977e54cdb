"""The whole suite with one summary: `python -m tests.run [--long]`; `make test` runs this.

Groups run three at a time, because each waits a third of its time, and write into files that are shown when a group
fails. A skipped test counts as a failure, because what isn't checked must not look checked.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.groups import ROOMS, Group, all_groups
from tests.support.machine import REPOSITORY, MachineLacks, prepare
from tests.support.postgres import postgresql
from tests.support.shared import FOLDER

GROUPS_AT_ONCE = 3
GROUP_SECONDS_MAX = 1_800


@dataclass(frozen=True)
class Outcome:
    """How a group ended."""

    group: Group
    passed: int
    failed: int
    seconds: float
    output: str


def _counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of a JUnit report; nothing when there is none."""
    if not report.exists():
        return 0, 0, 0
    suites = ElementTree.parse(report).getroot().iter("testsuite")
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def run_group(group: Group, folder: Path) -> Outcome:
    """Run a group to its end and count."""
    name = group.name.replace(" ", "-")
    output, report = folder / f"{name}.txt", folder / f"{name}.xml"
    command = [*group.command, f"--junitxml={report}"] if group.counts_tests else list(group.command)
    ours = {"PYTHONPATH": os.pathsep.join(["src", "."]), FOLDER: str(folder / "shared")}
    environment = {**os.environ, **ours, **group.environment}
    if "DJANGO_SETTINGS_MODULE" not in group.environment:
        environment.pop("DJANGO_SETTINGS_MODULE", None)
    began = time.monotonic()
    with output.open("wb") as file:
        try:
            code = subprocess.run(
                command,
                cwd=REPOSITORY,
                env=environment,
                stdout=file,
                stderr=subprocess.STDOUT,
                timeout=GROUP_SECONDS_MAX,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            code = -1
            file.write(b"\nstopped: took too long\n")
    seconds = time.monotonic() - began
    text = output.read_text("utf-8", "replace")
    if not group.counts_tests:
        return Outcome(group, int(code == 0), int(code != 0), seconds, text)
    passed, failed, skipped = _counts(report)
    if code != 0 and failed == 0:
        failed = 1
    return Outcome(group, passed, failed + skipped, seconds, text)


def tell(outcome: Outcome) -> None:
    """Print a group's line, and its whole output when it failed."""
    verdict = "FAILED" if outcome.failed else "ok"
    counts = f"{outcome.passed} passed" + (f", {outcome.failed} failed" if outcome.failed else "")
    print(f"{verdict:7}{outcome.group.name:24}{counts:28}{outcome.seconds:6.1f} s", flush=True)
    if outcome.failed:
        print(f"{'─' * 100}\n{outcome.output.rstrip()}\n{'─' * 100}", flush=True)


def build_catalogue() -> None:
    """Compile the message catalogues that pages need."""
    subprocess.run(
        [sys.executable, "-c", "from yakusho.ui.catalogue import build_catalogue; build_catalogue()"],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": "src"},
        check=True,
    )


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """A temporary PostgreSQL with one database a zone."""
    with postgresql(fsync=False) as server:
        yield {zone: server.database(zone) for zone in ROOMS}


def run_all(groups: list[Group], folder: Path) -> list[Outcome]:
    """Run the groups a few at a time and tell each outcome when it is there."""
    outcomes = []
    with ThreadPoolExecutor(GROUPS_AT_ONCE) as pool:
        running = [pool.submit(run_group, group, folder) for group in groups]
        for finished in as_completed(running):
            outcomes.append(finished.result())
            tell(outcomes[-1])
    return outcomes


def main() -> int:
    """Run and say how it went; 0 when everything passed."""
    parser = argparse.ArgumentParser(description="Run all checks and tests.")
    parser.add_argument("--long", action="store_true", help="also the long tests")
    parser.add_argument("--only", metavar="WORD", default="", help="only groups whose name contains the word")
    arguments = parser.parse_args()
    began = time.monotonic()
    try:
        prepare()
    except MachineLacks as lacks:
        print(f"This machine lacks what the checks need:\n{lacks}\n\n0 passed, 1 failed")
        return 1
    build_catalogue()
    with tempfile.TemporaryDirectory(prefix="yakusho-checks-") as folder, databases() as urls:
        groups = [group for group in all_groups(urls, long=arguments.long) if arguments.only in group.name]
        outcomes = run_all(groups, Path(folder))
    print(f"\n{len(outcomes)} groups in {time.monotonic() - began:.0f} s")
    passed, failed = sum(outcome.passed for outcome in outcomes), sum(outcome.failed for outcome in outcomes)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
