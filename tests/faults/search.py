"""Searching files for words in whatever form a program may have left them on the disk."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

LAYERS_MAX = 3  # compressed within compressed
INFLATED_BYTES_MAX = 32_000_000
_ZLIB = tuple(bytes((0x78, flags)) for flags in (0x01, 0x5E, 0x9C, 0xDA))
_GZIP = b"\x1f\x8b\x08"
_ZIP = b"PK\x03\x04"
_WINDOW = {"zlib": zlib.MAX_WBITS, "gzip": 16 + zlib.MAX_WBITS, "deflate": -zlib.MAX_WBITS}


@dataclass(frozen=True)
class Hit:
    """A word that was found: which, in which form, in which file."""

    word: str
    form: str
    place: str


def _base64_core(data: bytes, offset: int, encode: str) -> bytes:
    """The characters that any Base64 text holds in which `data` begins `offset` bytes into a group of three."""
    text = base64.b64encode(bytes(offset) + data)
    if encode == "urlsafe":
        text = text.translate(bytes.maketrans(b"+/", b"-_"))
    return text[(0, 2, 3)[offset] : (offset + len(data)) * 8 // 6]


def forms(word: str) -> dict[str, bytes]:
    """The byte strings that a word may lie on a disk as."""
    data = word.encode()
    found = {
        "utf-8": data,
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        "shift_jis": word.encode("cp932", "ignore"),
        "hex": data.hex().encode(),
        "HEX": data.hex().upper().encode(),
        "url": quote(word, safe="").encode(),
        "url, small letters": _small_escapes(quote(word, safe="")),
        "form": quote_plus(word).encode(),
        "json": json.dumps(word)[1:-1].encode(),
        "json in json": json.dumps(json.dumps(word)[1:-1])[1:-1].encode(),
    }
    for offset in range(3):
        for encode in ("standard", "urlsafe"):
            found[f"base64 {encode} at {offset}"] = _base64_core(data, offset, encode)
    return {form: needle for form, needle in found.items() if len(needle) >= 6}


def _small_escapes(text: str) -> bytes:
    parts = text.split("%")
    return "%".join([parts[0], *(part[:2].lower() + part[2:] for part in parts[1:])]).encode()


def _inflate(data: bytes, begin: int, kind: str) -> bytes | None:
    try:
        inflated = zlib.decompressobj(_WINDOW[kind]).decompress(data[begin:], INFLATED_BYTES_MAX)
    except zlib.error:
        return None
    return inflated or None


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    place = data.find(mark)
    while place >= 0:
        yield place
        place = data.find(mark, place + 1)


def layers(data: bytes, depth: int = LAYERS_MAX) -> Iterator[bytes]:
    """The data itself, and what is compressed in it (zlib, gzip and zip streams at any offset)."""
    yield data
    if not depth:
        return
    streams = [(place, "zlib") for mark in _ZLIB for place in _places(data, mark)]
    streams += [(place, "gzip") for place in _places(data, _GZIP)]
    for place in _places(data, _ZIP):
        name, extra = (int.from_bytes(data[place + at : place + at + 2], "little") for at in (26, 28))
        streams.append((place + 30 + name + extra, "deflate"))
    for place, kind in streams:
        inflated = _inflate(data, place, kind)
        if inflated is not None:
            yield from layers(inflated, depth - 1)


def _holds(layer: bytes, word: str, needle: bytes) -> bool:
    """Whether a needle is there; digits within longer hexadecimal numbers (hashes, times) are chance, not the word."""
    if needle not in layer:
        return False
    if not word.isdigit() or len(needle) > len(word):
        return True
    return re.search(rb"(?<![0-9a-fA-F])" + needle + rb"(?![0-9a-fA-F])", layer) is not None


def search_bytes(data: bytes, words: Iterable[str], place: str) -> list[Hit]:
    """Every form of every word in some data."""
    needles: Mapping[str, dict[str, bytes]] = {word: forms(word) for word in words}
    found = {
        Hit(word, form, place)
        for layer in layers(data)
        for word, its_forms in needles.items()
        for form, needle in its_forms.items()
        if _holds(layer, word, needle)
    }
    return sorted(found, key=lambda hit: (hit.word, hit.form))


def search(folders: Iterable[Path], words: Iterable[str]) -> list[Hit]:
    """Every form of every word in the files below some folders; files that vanish meanwhile are passed over."""
    wanted, hits = list(words), []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                try:
                    hits += search_bytes(path.read_bytes(), wanted, str(path))
                except FileNotFoundError:
                    continue
    return hits
