"""Which monthly files the ward takes in (区の取込の定義), from its data; read again when the file changes."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yakusho import plans

_NOTHING = plans.Imports(kinds=())


def ward_imports() -> plans.Imports:
    """The ward's kinds of monthly files; none when it declares none.

    Raises:
        plans.Malformed: the file can't be used.
    """
    file = Path(settings.WARD_FOLDER) / "plans" / "imports.yaml"
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return _NOTHING
    return _read(file, changed)


@lru_cache(maxsize=2)
def _read(file: Path, changed: int) -> plans.Imports:
    return plans.load_imports(file.read_text("utf-8"), file.name)
