"""Identifiers: UUIDv7 for rows and messages, case numbers for people, status codes for residents."""

import secrets
import unicodedata
from uuid import UUID

import uuid_utils

# Damm's quasigroup finds every single wrong digit and every swap of neighbours (H. M. Damm, 2004).
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

NUMBER_DIGITS = 9
DESK_NUMBERS_FROM = 9 * 10 ** (NUMBER_DIGITS - 1)  # those before are the portal's, which can't ask what the desk gave
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
CODE_CHARACTERS = 20  # 100 random bits
_CODE_MISREAD = str.maketrans("OIL", "011")


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): ids sort by the time they were made."""
    return UUID(int=uuid_utils.uuid7().int)


def _damm(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def new_number(letter: str) -> str:
    """A new case number (受付番号) such as `M-48219-03756`: zone letter, nine random digits, check digit.

    Numbers are random, never gapless and never a key, so that they tell nothing about how many came before.
    """
    return _number(letter, secrets.randbelow(DESK_NUMBERS_FROM))


def new_desk_number(letter: str) -> str:
    """A new case number of what the zone that decides takes in itself, on paper; the portal never draws the same."""
    return _number(letter, DESK_NUMBERS_FROM + secrets.randbelow(10**NUMBER_DIGITS - DESK_NUMBERS_FROM))


def _number(letter: str, drawn: int) -> str:
    digits = f"{drawn:0{NUMBER_DIGITS}d}"
    digits += str(_damm(digits))
    return f"{letter}-{digits[:5]}-{digits[5:]}"


def read_number(text: str) -> str | None:
    """A case number as typed (spaces, full width, no hyphens) in its one spelling; None if its check digit is wrong."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())
    letter, digits = plain[:1], plain[1:]
    if not (letter.isascii() and letter.isalpha() and len(digits) == NUMBER_DIGITS + 1):
        return None
    if not (digits.isascii() and digits.isdigit()) or _damm(digits) != 0:
        return None
    return f"{letter}-{digits[:5]}-{digits[5:]}"


def new_code() -> str:
    """A new status code (状況確認コード): twenty characters, 100 random bits, the only secret a resident holds."""
    return code_of(secrets.token_bytes(CODE_CHARACTERS))


def code_of(data: bytes) -> str:
    """Bytes as a status code, five bits of each."""
    return "".join(CODE_ALPHABET[byte & 31] for byte in data)


def show_code(code: str) -> str:
    """A status code in groups of four, for people."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def read_code(text: str) -> str | None:
    """A status code as typed, in its one spelling; None if it can't be one."""
    plain = unicodedata.normalize("NFKC", text[:200]).upper().translate(_CODE_MISREAD)
    plain = "".join(c for c in plain if c.isalnum())
    if len(plain) != CODE_CHARACTERS or any(c not in CODE_ALPHABET for c in plain):
        return None
    return plain
