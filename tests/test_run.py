"""The runner of the checks tells the truth: what fails, is skipped or dies is never counted as passed."""

import sys
from pathlib import Path

import pytest

from tests.groups import Group, covered, suite, tool
from tests.run import run_group

HEAD = "import os\nimport pytest\n"


def _outcome(folder: Path, source: str) -> tuple[int, int]:
    file = folder / "test_sample.py"
    file.write_text(HEAD + source, "utf-8")
    outcome = run_group(suite("sample", str(file)), folder)
    return outcome.passed, outcome.failed


@pytest.mark.parametrize(
    ("source", "passed", "failed"),
    [
        ("def test_good(): pass\n", 1, 0),
        ("def test_good(): pass\ndef test_bad(): assert False\n", 1, 1),
        ("def test_good(): pass\ndef test_skipped(): pytest.skip('no time')\n", 1, 1),
        ("def test_good(): pass\n@pytest.fixture\ndef broken(): raise OSError\ndef test_bad(broken): pass\n", 1, 1),
        ("def broken(:\n", 0, 1),
        ("def test_dies(): os._exit(3)\n", 0, 1),
        ("nothing = 1\n", 0, 1),
    ],
    ids=["passes", "fails", "skips", "errs", "is no Python", "dies", "holds no tests"],
)
def test_each_end_of_a_group_is_counted_as_what_it_is(tmp_path: Path, source: str, passed: int, failed: int) -> None:
    assert _outcome(tmp_path, source) == (passed, failed)


@pytest.mark.parametrize(("code", "passed", "failed"), [(0, 1, 0), (2, 0, 1)])
def test_a_tool_counts_as_one_check(tmp_path: Path, code: int, passed: int, failed: int) -> None:
    group: Group = tool("a tool", sys.executable, "-c", f"raise SystemExit({code})")
    outcome = run_group(group, tmp_path)
    assert (outcome.passed, outcome.failed) == (passed, failed)


@pytest.mark.parametrize(("arguments", "passed", "failed"), [("1", 1, 1), ("1, -1", 1, 0)], ids=["half", "whole"])
def test_a_package_whose_tests_try_too_little_fails(tmp_path: Path, arguments: str, passed: int, failed: int) -> None:
    package = tmp_path / "sample"
    package.mkdir()
    (package / "sizes.py").write_text("def size(n):\n    if n < 0:\n        n = -n\n    return n\n", "utf-8")
    test = f"from sizes import size\n\ndef test_sizes():\n    for n in ({arguments},):\n        assert size(n) == 1\n"
    (package / "test_sizes.py").write_text(test, "utf-8")
    outcome = run_group(covered("sample", str(package), 95), tmp_path)
    assert (outcome.passed, outcome.failed) == (passed, failed), outcome.output
