"""`yakusho procedures lint` holds a file against the ward around it, and tries its examples out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.support.home import WARD_FOLDER
from yakusho.forms.tests.samples import SMALL

CODE = "small-sample"


@pytest.fixture
def lint(yakusho: Callable[..., Result], ward: Path) -> Callable[..., list[tuple[str, str, str]]]:
    """Lint the small procedure in a ward of real sections: each fault's line of the file, words and remedy."""
    shutil.copy(WARD_FOLDER / "organisation.yaml", ward)
    (ward / "procedures").mkdir()

    def found(old: str = "", new: str = "", name: str = CODE) -> list[tuple[str, str, str]]:
        text = SMALL.replace("section: sample", "section: kusei-joho")
        assert old in text
        text = text.replace(old, new, 1)
        file = ward / "procedures" / f"{name}.yaml"
        file.write_text(text, "utf-8")
        findings = json.loads(yakusho("procedures", "lint", file, "--json").stdout)["findings"]
        return [(text.splitlines()[each["line"] - 1].strip(), each["words"], each["remedy"]) for each in findings]

    return found


def test_a_file_that_goes_with_its_ward_has_no_faults(lint) -> None:
    assert lint() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words", "remedy"),
    [
        (f"code: {CODE}", "code: other-sample", "code:", "called small-sample.yaml", "other-sample.yaml"),
        ("section: kusei-joho", "section: kusei-jyoho", "section:", "no section `kusei-jyoho`", "区政情報課"),
        ("section: kusei-joho", "section: zzz", "section:", "no section `zzz`", "資源循環推進課"),
        ("born: S40.4.1", "born: きのう", "adult:", "“adult” can't be sent: Enter “Date of birth”", "Correct"),
        ("way: desk}", "way: 窓口}", "adult:", "Choose one of the answers", "Write a code: post, desk"),
        ("born: S40.4.1, ", "", "adult:", "can't be sent", "add it"),
        ("{name: タマ, born: R1.5.1}", "{name: タマ, born: x}", "with-dogs:", "Dog 2", "Correct"),
    ],
)
def test_what_does_not_go_with_the_ward_is_told(lint, old, new, line, words, remedy) -> None:
    (found,) = lint(old, new)
    assert found[0].startswith(line)
    assert words in found[1]
    assert remedy in found[2]


def test_a_file_that_lies_in_no_ward_is_not_said_to_be_ready(yakusho: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / f"{CODE}.yaml"
    file.write_text(SMALL, "utf-8")
    result = yakusho("procedures", "lint", file)
    assert result.exit_code == 0, result.stdout
    assert "nobody looked" in result.stdout
    assert "may be published" not in result.stdout


def test_an_example_that_ends_at_an_exit_page_can_not_be_sent(lint) -> None:
    page = "  - id: third\n"
    way_out = (
        "  - id: no-way\n    title: {ja: 窓口へ, en: At the counter}\n    intro: {ja: 窓口へ, en: Come to us}\n"
        '    when: name == "見本　太郎"\n    exit: true\n'
    )
    (found,) = lint(page, way_out + page)
    assert found[0].startswith("adult:")
    assert "ends at the exit page “no-way”" in found[1]


def test_one_fault_is_one_fault(yakusho: Callable[..., Result], ward: Path) -> None:
    file = ward / "new.yaml"
    file.write_text("code: [", "utf-8")
    assert yakusho("procedures", "lint", file).output.splitlines()[-1] == "1 fault"
