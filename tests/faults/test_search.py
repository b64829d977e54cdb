"""The search that the other tests rely on finds a word in every form it promises to find."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.faults.search import Hit, search, search_bytes

WORDS = ("板橋植子計画", "口座7193846205", "planted-4f1c9e7a", "7193846")
AROUND = b"\x00\x01 something before %s something after \xff"

FORMS: dict[str, Callable[[str], bytes]] = {
    "raw": str.encode,
    "UTF-16LE": lambda word: word.encode("utf-16-le"),
    "UTF-16BE": lambda word: word.encode("utf-16-be"),
    "Shift_JIS": lambda word: word.encode("cp932"),
    "hexadecimal": lambda word: word.encode().hex().encode(),
    "hexadecimal, capital": lambda word: word.encode().hex().upper().encode(),
    "Base64 at 0": lambda word: base64.b64encode(f"{word}xyz".encode()),
    "Base64 at 1": lambda word: base64.b64encode(f"a{word}xyz".encode()),
    "Base64 at 2": lambda word: base64.b64encode(f"ab{word}xyz".encode()),
    "Base64 for addresses": lambda word: base64.urlsafe_b64encode(f"\x7f\x7f{word}".encode()),
    "form": lambda word: urlencode({"name": word}).encode(),
    "address": lambda word: quote(word).encode(),
    "address, small letters": lambda word: quote(word).lower().encode(),
    "JSON": lambda word: json.dumps({"name": word}).encode(),
    "JSON in JSON": lambda word: json.dumps(json.dumps({"name": word})).encode(),
    "zlib": lambda word: zlib.compress(f"so {word} so".encode()),
    "zlib, strongest": lambda word: zlib.compress(f"{word} ".encode() * 9, 9),
    "gzip": lambda word: gzip.compress(f"so {word} so".encode()),
    "gzip of Base64": lambda word: gzip.compress(base64.b64encode(word.encode() + b"xyz")),
    "zlib in gzip": lambda word: gzip.compress(zlib.compress(word.encode())),
    "zip": lambda word: _zip(word),
}


def _zip(word: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{word}</w:t>" * 20)
    return buffer.getvalue()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_in_each_form(form: str, word: str) -> None:
    data = AROUND.replace(b"%s", FORMS[form](word))
    found = search_bytes(data, WORDS, "here")
    assert word in {hit.word for hit in found}
    assert {hit.word for hit in found} <= {word, "7193846"}


def test_a_word_is_found_in_a_file_and_told_where(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file.bin").write_bytes(AROUND.replace(b"%s", WORDS[0].encode()))
    assert Hit(WORDS[0], "utf-8", str(tmp_path / "deep" / "file.bin")) in search([tmp_path], WORDS)


def test_digits_within_a_hash_are_not_taken_for_a_number() -> None:
    assert search_bytes(b"c0ffee7193846abc", WORDS, "here") == []
    assert search_bytes(b'{"number":"7193846"}', WORDS, "here") != []


@pytest.mark.parametrize("data", [b"", b"\x78\x9c\x78\x9c\x1f\x8b\x08PK\x03\x04", bytes(range(256)) * 40])
def test_other_data_holds_no_word(data: bytes) -> None:
    assert search_bytes(data, WORDS, "here") == []
