"""The key of a form on paper (申請書の記号): what its QR code says, and what a person types when it can't be scanned.

It is made of procedure, generation and household under the zone's own key, so it tells nothing to whoever finds the
paper, nobody makes one up, and the same form printed again has the same key.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass

from django.conf import settings

from yakusho.kernel.ids import CODE_ALPHABET, show_code
from yakusho.messages.sealing import derive

LETTERS = 16  # 75 bits of the code and a check letter
_CHECK = 31  # a prime below the number of letters, so that a swap of neighbours is found too
_MISREAD = str.maketrans("OIL", "011")
_TEXT_CHARACTERS_MAX = 200


@dataclass(frozen=True)
class Scanned:
    """What was scanned or typed: the key, and the page if the code said it."""

    key: str
    page: int = 0


def form_key(procedure: str, generation: int, household: str) -> str:
    """The key of the form of a household."""
    secret = derive(settings.ZONE_KEYS.storage.hex(), "paper-key/1")
    digest = hmac.digest(secret, f"{procedure}\n{generation}\n{household}".encode(), hashlib.sha256)
    letters = "".join(CODE_ALPHABET[byte & 31] for byte in digest[: LETTERS - 1])
    return letters + _check_letter(letters)


def _check_letter(letters: str) -> str:
    total = sum(place * CODE_ALPHABET.index(letter) for place, letter in enumerate(letters, 1))
    return CODE_ALPHABET[total % _CHECK]


def show_key(key: str) -> str:
    """A key in groups of four letters, as it is printed."""
    return show_code(key)


def page_code(procedure: str, generation: int, key: str, page: int, pages: int) -> str:
    """What the QR code of a page says; dots and hyphens are the same on every keyboard that a scanner plays."""
    return f"{procedure}.{generation}.{key}.{page}.{pages}"


def read_key(text: str) -> Scanned | None:
    """What a scanner or a person gave: a page's code, or a key in any spelling; None if it can't be either."""
    plain = unicodedata.normalize("NFKC", text[:_TEXT_CHARACTERS_MAX]).strip().upper()
    parts = plain.split(".")
    page = 0
    if len(parts) == 5:
        plain = parts[2]
        page = int(parts[3]) if parts[3].isascii() and parts[3].isdigit() and len(parts[3]) < 4 else 0
    letters = "".join(letter for letter in plain.translate(_MISREAD) if letter.isalnum())
    if len(letters) != LETTERS or any(letter not in CODE_ALPHABET for letter in letters):
        return None
    return Scanned(letters, page) if _check_letter(letters[:-1]) == letters[-1] else None
