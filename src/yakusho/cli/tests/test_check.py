"""`yakusho check --deploy` keeps a home for trying out from going into service."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from yakusho.cli.commands.check import channels, in_service
from yakusho.cli.home import Home
from yakusho.cli.ward import lint_ward
from yakusho.cli.ward_files import lines_without_easy
from yakusho.ledger.keys import ZONES


@pytest.fixture
def served(home: Home) -> Home:
    """A home that may go into service."""
    home.identity_key.unlink()
    urls = {zone: f"https://{zone}.example.lg.jp" for zone in ZONES}
    return replace(home, sample=False, tls=True, urls=urls)


def test_a_home_made_for_service_passes(served: Home) -> None:
    assert in_service(served) == []


def _other_address(home: Home) -> Home:
    return replace(home, urls={**home.urls, "office": "http://10.0.0.1"})


def _moved_clock(home: Home) -> Home:
    (home.path / "clock-offset").write_text("3600", "ascii")
    return home


def _identity_inside(home: Home) -> Home:
    home.identity_key.write_bytes(b"key")
    return home


def _open_folder(home: Home) -> Home:
    home.path.chmod(0o755)
    return home


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda home: replace(home, sample=True), "sample home"),
        (lambda home: replace(home, tls=False), "without TLS"),
        (_other_address, "not https"),
        (_moved_clock, "moves the clock"),
        (_identity_inside, "identity key lies in the home"),
        (_open_folder, "Others may look"),
    ],
)
def test_each_thing_that_keeps_it_from_service_has_one_line_and_a_remedy(
    served: Home, spoil: Callable[[Home], Home], words: str
) -> None:
    findings = in_service(spoil(served))
    assert [words in finding.words for finding in findings] == [True]
    assert findings[0].level == "error"
    assert findings[0].remedy
    assert "\n" not in findings[0].line()


def test_only_inner_zones_call_and_only_their_outer_neighbour(home: Home) -> None:
    ways = [line.partition(" http")[0] for line in channels(home)]
    assert ways == ["office → portal", "mynumber → office"]


def test_a_broken_ward_file_is_found_with_its_line(ward: Path) -> None:
    (ward / "procedures").mkdir()
    (ward / "procedures" / "new.yaml").write_text("code: new\ntitle: [\n", "utf-8")
    findings = lint_ward(ward)
    assert len(findings) == 1
    assert "new.yaml, line" in findings[0].words


def test_a_procedure_with_faults_is_found_with_remedies(ward: Path) -> None:
    (ward / "procedures").mkdir()
    (ward / "procedures" / "new.yaml").write_text("code: new\n", "utf-8")
    findings = lint_ward(ward)
    assert findings
    assert all("new.yaml, line" in finding.words and finding.remedy for finding in findings)


def test_words_for_residents_without_easy_japanese_are_told_by_line(tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    file.write_text(
        "title: {ja: 手続, en: Procedure}\n"
        "fee:\n  ja: 無料\n  en: Free\n  easy: お金は いりません\n"
        "pages:\n  - id: one\n    title:\n      ja: 一\n      en: One\n"
        "workflow:\n  states: [{id: a, label: {ja: 受付, en: Received}}]\n",
        "utf-8",
    )
    assert lines_without_easy(file) == [1, 8]
