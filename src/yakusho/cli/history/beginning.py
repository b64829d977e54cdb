"""A history from outside: the day on which a new sample home begins, and playing what is told since."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from yakusho.cli.home import Home
from yakusho.cli.zones import ask


@contextmanager
def clock_at_beginning(home: Home) -> Iterator[None]:
    """Let every zone of a new sample home think that it is the morning of the story's first day."""
    from yakusho.cli.history.story import read_story
    from yakusho.kernel import clock

    story = read_story(home.ward)
    file = home.path / "clock-offset"
    if story is not None:
        first = datetime.combine(story.begins, time(8, 30), clock.TOKYO)
        file.write_text(str(int((first - clock.now()).total_seconds())), "ascii")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def play_history(home: Home) -> dict[str, Any]:
    """Play what was not played yet into the office of a sample home; answers events by action, and entries."""
    played: dict[str, Any] = ask(home, "office", "history")
    return played
