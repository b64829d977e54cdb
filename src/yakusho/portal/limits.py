"""Rate limits by caller's address: small, in memory, bounded; nothing of them is ever stored.

The numbers leave room for a help desk and for the many households behind one address of a mobile network. Each process
counts for itself; across processes the front in the Internet has limits of its own.
"""

import time
from collections import OrderedDict
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

ADDRESSES_MAX = 20_000  # remembered per limit; the one not seen for longest is forgotten
IPV6_LINE_BITS = 64  # one line is given at least this many addresses to choose from


class Limit:
    """At most `count` calls (or bytes, or what else is counted) of one address within `seconds`."""

    def __init__(self, count: int, seconds: int) -> None:
        self.count, self.seconds = count, seconds
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def wait_seconds(self, request: HttpRequest, amount: int = 1) -> int:
        """Count this call; 0 when it may go on, else the seconds until it may be tried again."""
        return self._take(address_of(request), amount, time.monotonic()) if settings.RATE_LIMITS else 0

    def _take(self, address: str, amount: int, now: float) -> int:
        with self._lock:
            begun, count = self._seen.pop(address, (now, 0))
            if now - begun >= self.seconds:
                begun, count = now, 0
            self._seen[address] = (begun, count + amount)
            if len(self._seen) > ADDRESSES_MAX:
                self._seen.popitem(last=False)
        return 0 if count + amount <= self.count else max(1, int(begun + self.seconds - now))

    def forget(self) -> None:
        """Begin anew, as after a restart."""
        with self._lock:
            self._seen.clear()


def address_of(request: HttpRequest) -> str:
    """Whom a call is counted for; behind the ward's own proxy the address that the proxy hands on."""
    handed_on = request.headers.get(settings.ADDRESS_HEADER, "") if settings.ADDRESS_HEADER else ""
    address = handed_on.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return _line(address) if ":" in address else address


@lru_cache(maxsize=1_000)
def _line(address: str) -> str:
    """What all addresses of one IPv6 line have in common; an IPv4 address written as IPv6 stays itself."""
    try:
        whole = IPv6Address(address)
    except ValueError:
        return address
    if whole.ipv4_mapped:
        return str(whole.ipv4_mapped)
    return str(IPv6Network((whole, IPV6_LINE_BITS), strict=False))


FORM_POSTS = Limit(1_200, 600)
SUBMISSIONS = Limit(120, 600)
UPLOADS = Limit(240, 600)
UPLOAD_BYTES = Limit(500_000_000, 600)
UPLOAD_PARTS = Limit(6_000, 600)
BANK_LOOKUPS = Limit(2_400, 600)
CODE_LOOKUPS = Limit(40, 600)
VERIFICATIONS = Limit(60, 600)
MAILS = Limit(10, 600)

ALL = (FORM_POSTS, SUBMISSIONS, UPLOADS, UPLOAD_BYTES, UPLOAD_PARTS, CODE_LOOKUPS, VERIFICATIONS, MAILS)
