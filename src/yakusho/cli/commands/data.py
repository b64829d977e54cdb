"""`yakusho data`: Japanese dates, addresses, names and numbers, line by line from standard input."""

import json
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, NamedTuple

import click

import yakusho
from yakusho.cli.errors import CannotRun
from yakusho.cli.home import home_option, read_home

LINES_AT_ONCE = 2_000
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # what ends a line for some readers, or is no UTF-8

Reader = Callable[[Sequence[str]], Sequence[NamedTuple]]


@click.group(epilog="Example: yakusho data date < days.txt")
def data() -> None:
    """Read dates, addresses, names and numbers as people write them.

    One text a line on standard input; one JSON object a line on standard output, in the same order: the parts,
    `valid`, `confidence` from 0 to 1, `reasons` and `flags`. A text that can't be read is told, never refused.
    """


@data.command("date", epilog="Example: yakusho data date < days.txt")
def read_dates() -> None:
    """Read days, months and years in 和暦 and 西暦."""
    from yakusho.japanese import dates

    _answer(dates.read_dates)


@data.command("address", epilog="Example: yakusho data address --ward wards/WARD < addresses.txt")
@click.option(
    "--ward",
    "ward",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The ward's data folder [default: that of the home, else the only one in wards]",
)
@home_option
def read_addresses(ward: Path | None, home_path: Path) -> None:
    """Read addresses: town, block, number, building and room."""
    from yakusho.japanese import addresses

    folder = ward or _ward(home_path)
    try:
        towns = addresses.load_towns(folder)
    except (OSError, KeyError, TypeError, ValueError) as error:
        what = f"{folder} holds no towns that can be read: {error}"
        raise CannotRun(what, "Give it towns.csv, and in ward.yaml name, prefecture and kana.") from error
    _answer(lambda lines: addresses.read_addresses(lines, towns))


@data.command("name", epilog="Example: yakusho data name < names.txt")
def read_names() -> None:
    """Read names of persons and companies."""
    from yakusho.japanese import names

    _answer(lambda lines: [names.read_name(line) for line in lines])


@data.command("number", epilog="Example: yakusho data number < numbers.txt")
def read_numbers() -> None:
    """Read numbers with units, ranges and shares."""
    from yakusho.japanese import numbers

    _answer(lambda lines: [numbers.read_number(line) for line in lines])


def _ward(home_path: Path) -> Path:
    """The folder of the ward whose towns are meant when nobody names one."""
    if (home_path / "home.json").is_file():
        return read_home(home_path).ward
    for wards in (Path("wards"), Path(yakusho.__file__).parents[2] / "wards"):
        found = sorted(file.parent for file in wards.glob("*/towns.csv"))
        if len(found) == 1:
            return found[0]
    raise CannotRun("It isn't clear which ward's towns are meant.", "Name its folder: --ward wards/WARD")


def _answer(read: Reader) -> None:
    """Answer each line of standard input with one line of JSON."""
    for lines in _portions(sys.stdin.buffer):
        answers = "".join(f"{_json(reading)}\n" for reading in read(lines))
        sys.stdout.buffer.write(answers.encode())
        sys.stdout.buffer.flush()


def _portions(stream: IO[bytes]) -> Iterator[list[str]]:
    """The lines without a byte order mark, some thousand at a time.

    Bytes that aren't UTF-8 become lone surrogates, which every reader tells.
    """
    first = stream.readline()
    rest = chain([first.removeprefix(BOM_UTF8)] if first not in (b"", BOM_UTF8) else [], stream)
    while lines := list(islice(rest, LINES_AT_ONCE)):
        yield [line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "surrogateescape") for line in lines]


def _json(reading: NamedTuple) -> str:
    parts = dict(zip(reading._fields, reading, strict=True))
    text = _AS_WRITTEN.encode(parts)
    return _ESCAPED.encode(parts) if _TO_ESCAPE.search(text) else text


def _plain(value: Any) -> Any:
    """What JSON doesn't know: days in ISO 8601, numbers as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value))


_AS_WRITTEN = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_plain)
_ESCAPED = json.JSONEncoder(check_circular=False, default=_plain)
