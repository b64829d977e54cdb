"""Keeping an idle process small."""

import gc
import sys
from types import ModuleType

COMMAND_LINES = ("cel.cli", "httpx._main")
"""Command lines of libraries, which their packages import together with terminal painters: 10 MB a process."""


def spare() -> None:
    """Call before a zone's modules are imported: leave out what only somebody at a terminal needs."""
    for name in COMMAND_LINES:
        module = ModuleType(name)
        module.main = lambda: None  # type: ignore[attr-defined]
        sys.modules.setdefault(name, module)


def settle() -> None:
    """Call once everything is imported: what is there now stays, so the collector need not walk it again."""
    gc.collect()
    gc.freeze()
