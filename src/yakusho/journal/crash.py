"""Named crash points: where the fault tests kill a process, to see that it repairs itself.

`YAKUSHO_CRASH_AT=relay.mirror.before_commit:2` kills the process the second time it comes to that point, as a power
cut would: no handler runs, no buffer is written. Without the variable a point is one comparison.
"""

import os
import signal


class _Armed:
    def __init__(self, place: str) -> None:
        self.name, _, count = place.partition(":")
        self.left = int(count or 1)


_armed: _Armed | None = None


def arm(place: str) -> None:
    """Kill this process at `name:n`, the n-th time the point `name` is reached; an empty text disarms."""
    global _armed
    _armed = _Armed(place) if place else None


def point(name: str) -> None:
    """A place between two durable steps; does nothing unless the point is armed."""
    if _armed is None or _armed.name != name:
        return
    _armed.left -= 1
    if _armed.left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


arm(os.environ.get("YAKUSHO_CRASH_AT", ""))
