"""The moved clock of one process, and what the worker does between two moments (時計の移動)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from yakusho.cli.history.beginning import set_offset
from yakusho.journal import counting, sealer
from yakusho.kernel import clock


@contextmanager
def moved_clock() -> Iterator[Callable[[datetime], None]]:
    """Lets the caller move the clock of this process, and puts it back to the home's."""
    with TemporaryDirectory() as folder:
        file, offset = Path(folder) / "clock-offset", timedelta()
        clock.use_offset_file(file)

        def move(at: datetime) -> None:
            nonlocal offset
            offset += at - clock.now()
            set_offset(file, offset)

        try:
            yield move
        finally:
            clock.use_offset_file(Path(settings.ZONE_FOLDER).parent / "clock-offset")


def settle() -> None:
    """Seal and count what was appended, as the worker does."""
    while sealer.seal():
        pass
    while counting.count():
        pass


def spare_the_disk() -> None:
    """Don't wait for the disk after each transaction of this process: a sample that a power cut spoils is made anew."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
