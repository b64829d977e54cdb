"""`yakusho init` says what is wrong and what to do, and touches nothing then."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from yakusho.cli.home import Home


def test_a_malformed_ward_file_is_named_with_its_line(
    ward: Path, tmp_path: Path, yakusho: Callable[..., Result]
) -> None:
    (ward / "ward.yaml").write_text('name: {ja: 例\ncode: "131199"\n', "utf-8")
    result = yakusho("init", "--ward", ward, "--home", tmp_path / "new")
    assert result.exit_code == 2
    assert "ward.yaml, line 2" in result.output
    assert not (tmp_path / "new").exists()


def test_a_ward_code_without_quotes_is_explained(ward: Path, tmp_path: Path, yakusho: Callable[..., Result]) -> None:
    (ward / "ward.yaml").write_text("# the ward\ncode: 131199\n", "utf-8")
    result = yakusho("init", "--ward", ward, "--home", tmp_path / "new")
    assert result.exit_code == 2
    assert "line 2" in result.output
    assert "in quotes" in result.output


def test_a_folder_without_a_ward_is_refused(tmp_path: Path, yakusho: Callable[..., Result]) -> None:
    result = yakusho("init", "--ward", tmp_path, "--home", tmp_path / "new")
    assert result.exit_code == 2
    assert "ward.yaml is missing" in result.output


def test_a_place_that_cannot_be_written_is_refused(ward: Path, tmp_path: Path, yakusho: Callable[..., Result]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = yakusho("init", "--ward", ward, "--home", tmp_path / "file" / "home")
    assert result.exit_code == 2
    assert "can't be written" in result.output


def test_a_folder_with_other_files_is_never_made_a_home(
    ward: Path, tmp_path: Path, yakusho: Callable[..., Result]
) -> None:
    result = yakusho("init", "--ward", ward, "--home", tmp_path)
    assert result.exit_code == 2
    assert "holds other files" in result.output


def test_another_ward_may_not_move_into_a_home(home: Home, ward: Path, yakusho: Callable[..., Result]) -> None:
    (ward / "ward.yaml").write_text('code: "999999"\n', "utf-8")
    result = yakusho("init", "--ward", ward, "--home", home.path)
    assert result.exit_code == 2
    assert "is the home of ward 131199" in result.output
