"""Where a list of results goes on: opaque to whoever carries it, harmless when it was made up."""

import base64
import binascii
import struct
from typing import NamedTuple

_FORMAT = struct.Struct(">BqB")
NEWEST = 2**63 - 1


class Place(NamedTuple):
    """Behind an entry in a tier; and how many of the results that come then were shown already."""

    tier: int = 0
    before: int = NEWEST
    shown: int = 0

    def text(self) -> str:
        """The place as it stands in an address."""
        return base64.urlsafe_b64encode(_FORMAT.pack(*self)).decode().rstrip("=")


def read_place(text: str) -> Place:
    """The place an address says; the beginning when it says none."""
    try:
        tier, before, shown = _FORMAT.unpack(base64.urlsafe_b64decode(text[:64].encode() + b"=="))
    except (binascii.Error, struct.error, UnicodeEncodeError):
        return Place()
    return Place(tier, before, shown)
