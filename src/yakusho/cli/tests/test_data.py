"""What `yakusho data` answers to lines of text: one JSON object each, whatever the text is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yakusho.cli.commands.data import LINES_AT_ONCE
from yakusho.cli.main import cli

Ask = Callable[..., list[dict[str, Any]]]
TOWNS = (
    "name,town,chome,reading,postcode,latitude,longitude\n"
    "板橋一丁目,板橋,1,いたばし,173-0004,35.75,139.72\n"
    "板橋二丁目,板橋,2,いたばし,173-0004,35.75,139.72\n"
)


@pytest.fixture
def ask(ward: Path) -> Ask:
    """Give lines to the command and read its answers."""
    (ward / "ward.yaml").write_text(
        'code: "131199"\nprefecture: {ja: 東京都}\nname: {ja: 板橋区}\nkana: いたばしく\n', "utf-8"
    )
    (ward / "towns.csv").write_text(TOWNS, "utf-8")

    def run(kind: str, lines: bytes) -> list[dict[str, Any]]:
        where = ("--ward", str(ward)) if kind == "address" else ()
        result = CliRunner().invoke(cli, ["data", kind, *where], input=lines)
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    return run


def test_a_day_of_an_era_is_answered_in_iso(ask: Ask) -> None:
    (answer,) = ask("date", b"R3.4.1\n")
    assert (answer["date"], answer["valid"], answer["confidence"]) == ("2021-04-01", True, 1.0)


def test_an_address_is_answered_in_its_parts(ask: Ask) -> None:
    (answer,) = ask("address", "板橋２－６６－１　ハイツ板橋203号室\n".encode())
    parts = [answer[name] for name in ("town", "block", "number", "building", "room")]
    assert parts == ["板橋二丁目", "66", "1", "ハイツ板橋", "203"]


def test_a_name_is_answered_in_its_parts(ask: Ask) -> None:
    (answer,) = ask("name", "渡邉　太郎\n".encode())
    assert (answer["surname"], answer["given"]) == ("渡邉", "太郎")


def test_numbers_are_numbers(ask: Ask) -> None:
    whole, share = ask("number", "三万五千円\n30.5%\n".encode())
    assert (whole["value"], share["value"]) == (35000, 30.5)


def test_answers_keep_the_order_of_many_lines(ask: Ask) -> None:
    count = LINES_AT_ONCE * 2 + 1
    answers = ask("number", "".join(f"{number}\n" for number in range(count)).encode())
    assert [answer["value"] for answer in answers] == list(range(count))


@pytest.mark.parametrize("kind", ["date", "address", "name", "number"])
@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\x00\x07",
        "\u202e板橋\u2028".encode(),
        "😀👨‍👩‍👧".encode(),
        b"1" * 1_000_000,
    ],
    ids=["empty", "no UTF-8", "surrogate", "control", "line separator", "emoji", "a megabyte"],
)
def test_any_line_gets_one_answer_with_a_reason(ask: Ask, kind: str, line: bytes) -> None:
    answers = ask(kind, line + b"\n" + b"\n")
    assert len(answers) == 2
    assert all(answer["valid"] or answer["reasons"] for answer in answers)


def test_a_last_line_without_an_end_counts_too(ask: Ask) -> None:
    assert [answer["value"] for answer in ask("number", b"1\r\n2")] == [1, 2]


@pytest.mark.parametrize("lines", [b"\xef\xbb\xbfR3.4.1\r\n", b"\xef\xbb\xbfR3.4.1"])
def test_a_byte_order_mark_is_no_part_of_the_first_text(ask: Ask, lines: bytes) -> None:
    (answer,) = ask("date", lines)
    assert (answer["original"], answer["date"], answer["flags"]) == ("R3.4.1", "2021-04-01", [])


@pytest.mark.parametrize("lines", [b"", b"\xef\xbb\xbf"])
def test_no_line_gets_no_answer(ask: Ask, lines: bytes) -> None:
    assert ask("name", lines) == []


def test_without_a_ward_the_command_says_how_to_name_one(
    yakusho: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("yakusho.__file__", str(tmp_path / "src" / "yakusho" / "__init__.py"))
    result = yakusho("data", "address", "--home", tmp_path / "none")
    assert result.exit_code == 2
    assert "--ward wards/WARD" in result.output


def test_a_ward_without_towns_is_told(yakusho: Callable[..., Result], ward: Path) -> None:
    result = yakusho("data", "address", "--ward", ward)
    assert result.exit_code == 2
    assert "towns.csv" in result.output
