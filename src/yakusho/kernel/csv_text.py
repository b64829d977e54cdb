"""Files of comma-separated text as people save them (CSV): which encoding, which delimiter, which line."""

import codecs
import csv
import io
from collections.abc import Iterator

_ENCODINGS = ("utf-8-sig", "cp932")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes) -> tuple[str, str] | None:
    """The text of a file and its encoding: UTF-8, CP932, or UTF-16 that says so; None when it is none of them."""
    for encoding in ("utf-16",) if data.startswith(_UTF16_MARKS) else _ENCODINGS:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of a text with the line in which it ends, divided by commas, or by tabs where the first line has more.

    Raises:
        csv.Error: a quotation mark isn't closed.
    """
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for row in reader:
        yield reader.line_num, row
