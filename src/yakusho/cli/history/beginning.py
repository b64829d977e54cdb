"""A history from outside: the day on which a new sample home begins, and playing what is told since."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from yakusho.cli.home import Home
from yakusho.cli.zones import ask


def set_offset(file: Path, offset: timedelta) -> None:
    """Move a clock in one step, because others may be reading it."""
    fresh = file.with_suffix(".new")
    fresh.write_text(str(int(offset.total_seconds())), "ascii")
    fresh.replace(file)


@contextmanager
def clock_at_beginning(home: Home) -> Iterator[None]:
    """Let every zone of a new sample home think that it is the morning of the story's first day."""
    from yakusho.cli.history.story import read_story
    from yakusho.kernel import clock

    story = read_story(home.ward)
    file = home.path / "clock-offset"
    if story is not None:
        set_offset(file, datetime.combine(story.begins, time(8, 30), clock.TOKYO) - clock.now())
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def play_history(home: Home) -> dict[str, Any]:
    """Play what was not played yet into the office of a sample home; answers events by action, and entries."""
    played: dict[str, Any] = ask(home, "office", "history")
    return played
