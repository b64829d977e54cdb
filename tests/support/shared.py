"""What takes long to make and is only read (共用の材料): made once for all groups of a run, by whoever asks first.

`tests.run` names the folder; a run of pytest alone has one of its own.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

FOLDER = "YAKUSHO_TESTS_SHARED"
"""The environment variable that names the folder."""


@cache
def _folder() -> Path:
    if given := os.environ.get(FOLDER):
        Path(given).mkdir(exist_ok=True)
        return Path(given)
    own = tempfile.mkdtemp(prefix="yakusho-shared-")
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return Path(own)


def shared(name: str, make: Callable[[Path], None]) -> Path:
    """The folder of a name as `make` leaves it; the caller copies what it wants to change."""
    made, unready = _folder() / name, _folder() / f"{name}.unready"
    with (_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(unready, ignore_errors=True)
            make(unready)
            unready.rename(made)
    return made
