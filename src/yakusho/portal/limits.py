"""Rate limits by caller's address: small, in memory, bounded; nothing of them is ever stored."""

import time
from collections import OrderedDict
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

ADDRESSES_MAX = 20_000  # remembered per limit; the one not seen for longest is forgotten


class Limit:
    """At most `count` calls of one address within `seconds`."""

    def __init__(self, count: int, seconds: int) -> None:
        self.count, self.seconds = count, seconds
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def wait_seconds(self, request: HttpRequest) -> int:
        """Count this call; 0 when it may go on, else the seconds until it may be tried again."""
        return self._take(address_of(request), time.monotonic()) if settings.RATE_LIMITS else 0

    def _take(self, address: str, now: float) -> int:
        with self._lock:
            begun, count = self._seen.pop(address, (now, 0))
            if now - begun >= self.seconds:
                begun, count = now, 0
            self._seen[address] = (begun, count + 1)
            if len(self._seen) > ADDRESSES_MAX:
                self._seen.popitem(last=False)
        return 0 if count < self.count else max(1, int(begun + self.seconds - now))

    def forget(self) -> None:
        """Begin anew, as after a restart."""
        with self._lock:
            self._seen.clear()


def address_of(request: HttpRequest) -> str:
    """The caller's address; behind the ward's own proxy the one that the proxy hands on."""
    handed_on = request.headers.get(settings.ADDRESS_HEADER, "") if settings.ADDRESS_HEADER else ""
    return handed_on.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


FORM_POSTS = Limit(240, 600)
SUBMISSIONS = Limit(30, 600)
CODE_LOOKUPS = Limit(20, 600)
VERIFICATIONS = Limit(60, 600)
