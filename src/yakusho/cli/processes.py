"""Processes: ending together with a parent, a process's children, and the memory it really costs."""

import ctypes
import os
import signal
import sys
import threading
import time
from pathlib import Path

PARENT = "YAKUSHO_PARENT"
"""Environment variable in which a parent tells its children its process id."""

_PR_SET_PDEATHSIG = 1


def end_with_parent(ending: signal.Signals = signal.SIGKILL) -> None:
    """Receive `ending` when the parent process dies, however it dies; nothing is ever left running alone.

    The kernel does this on Linux; elsewhere a thread looks once a second.
    """
    parent = int(os.environ.get(PARENT, os.getppid()))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(ending))
    else:
        threading.Thread(target=_watch, args=(parent, ending), daemon=True).start()
    if os.getppid() != parent:
        os.kill(os.getpid(), ending)


def _watch(parent: int, ending: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), ending)


def parents() -> dict[int, int]:
    """Every visible process with its parent's id; empty where there is no /proc."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        found[int(entry.parent.name)] = int(fields[1])
    return found


def family(ancestor: int) -> list[int]:
    """A process and all below it, the ancestor first."""
    known = parents()
    members = [ancestor] if ancestor in known else []
    for member in members:
        members.extend(child for child, parent in known.items() if parent == member)
    return members


def command_line(process: int) -> list[str]:
    """The arguments a process was started with; empty when it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8", "replace").rstrip("\0").split("\0")
    except OSError:
        return []


def memory_kb(process: int) -> int:
    """A process's proportional share of memory (PSS) in kB; 0 when it has ended or can't be read."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def zone_processes(supervisor: int) -> dict[tuple[str, str], list[int]]:
    """The processes below a supervisor by zone and role (`web`, `worker`), each with its own children."""
    found: dict[tuple[str, str], list[int]] = {}
    known = parents()
    for child in (child for child, parent in known.items() if parent == supervisor):
        line = command_line(child)
        if "yakusho.cli.zone" in line:
            zone, role = line[line.index("yakusho.cli.zone") + 1 :][:2]
            found[(zone, role)] = family(child)
    return found
