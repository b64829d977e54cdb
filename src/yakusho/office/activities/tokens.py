"""What proves that a person stands in the room (出席の証): a link and a short code that change each minute; pure.

Both are HMACs of the activity and the minute under a key of the zone. A link that was photographed and passed on ends
within minutes; who opened it in time gets a ticket of their own, so that signing in first costs nobody
their attendance.
"""

import hashlib
import hmac
import unicodedata
from datetime import datetime

from yakusho.kernel.ids import CODE_ALPHABET

MINUTE_SECONDS = 60
LINK_MINUTES_MAX = 5  # how long the link and code of the screen are taken
TICKET_MINUTES_MAX = 30  # how long a person may take from the scan to the confirmation
CODE_CHARACTERS = 6
_LINK_CHARACTERS = 26
_MISREAD = str.maketrans("OIL", "011")


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // MINUTE_SECONDS


def _letters(key: bytes, words: tuple[str, ...], count: int) -> str:
    digest = hmac.new(key, "/".join(("attendance", *words)).encode(), hashlib.sha256).digest()
    return "".join(CODE_ALPHABET[byte & 31] for byte in digest[:count])


def _made_lately(key: bytes, words: tuple[str, ...], given: str, now: datetime, minutes: int) -> bool:
    made = (_letters(key, (*words, str(_minute(now) - age)), len(given)) for age in range(minutes + 1))
    return any(hmac.compare_digest(each.encode(), given.encode()) for each in made)


def link_token(key: bytes, activity: str, now: datetime) -> str:
    """The token in the link of this minute."""
    return _letters(key, ("link", activity, str(_minute(now))), _LINK_CHARACTERS)


def link_holds(key: bytes, activity: str, token: str, now: datetime) -> bool:
    """Whether a link's token was on the screen within the last minutes."""
    fits = len(token) == _LINK_CHARACTERS
    return fits and _made_lately(key, ("link", activity), token, now, LINK_MINUTES_MAX)


def short_code(key: bytes, activity: str, now: datetime) -> str:
    """The code of this minute, for people who can't scan."""
    return _letters(key, ("code", activity, str(_minute(now))), CODE_CHARACTERS)


def code_holds(key: bytes, activity: str, typed: str, now: datetime) -> bool:
    """Whether a typed code, in any width and with O for 0, was on the screen within the last minutes."""
    plain = unicodedata.normalize("NFKC", typed[:40]).upper().translate(_MISREAD)
    plain = "".join(c for c in plain if c.isalnum())
    fits = len(plain) == CODE_CHARACTERS
    return fits and _made_lately(key, ("code", activity), plain, now, LINK_MINUTES_MAX)


def ticket(key: bytes, activity: str, seat: str, now: datetime) -> str:
    """What a seat that opened the link in time confirms with."""
    return _letters(key, ("ticket", activity, seat, str(_minute(now))), _LINK_CHARACTERS)


def ticket_holds(key: bytes, activity: str, seat: str, given: str, now: datetime) -> bool:
    """Whether a ticket was given to this seat within the last half hour."""
    fits = len(given) == _LINK_CHARACTERS
    return fits and _made_lately(key, ("ticket", activity, seat), given, now, TICKET_MINUTES_MAX)
