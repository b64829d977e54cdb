"""Applications of a history (申請の再現): sample residents apply at the running portal, then staff decide.

The portal's time is that of the home, so the home's clock is moved while they apply; it is put back in any case, and at
the next start if this process was killed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from yakusho.cli.errors import Failed
from yakusho.cli.history.beginning import set_offset
from yakusho.cli.home import Home
from yakusho.cli.zones import ask, say, staff_zones


class Progress:
    """What was applied already, and whether the home's clock is moved: `history.json` in the home."""

    def __init__(self, home: Home) -> None:
        self._file = home.path / "history.json"
        self._clock = home.path / "clock-offset"
        said: dict[str, Any] = json.loads(self._file.read_text("ascii")) if self._file.exists() else {}
        self.wanted = bool(said)
        self.numbers: list[str] = list(said.get("numbers", []))
        if said.get("moved"):
            self._clock.unlink(missing_ok=True)
            self.keep()

    def keep(self, *, moved: bool = False) -> None:
        """Write it down."""
        text = json.dumps({"numbers": self.numbers, "moved": moved}, indent=2)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(text + "\n", "ascii")
        fresh.replace(self._file)

    @contextmanager
    def moved(self) -> Iterator[Path]:
        """The home's clock, to be moved until the block ends."""
        self.keep(moved=True)
        try:
            yield self._clock
        finally:
            self._clock.unlink(missing_ok=True)
            self.keep()


def want_applications(home: Home) -> None:
    """Let the home's next start play what residents and deciding staff did."""
    progress = Progress(home)
    if not progress.wanted:
        progress.keep()


def play_applications(home: Home) -> int:
    """Let sample residents send what they have not sent yet; answers how many applications there are new.

    Raises:
        Failed: the portal refused one.
    """
    import httpx

    from yakusho.cli.history.events import applications
    from yakusho.cli.history.story import read_story
    from yakusho.cli.resident import NotApplied, apply
    from yakusho.cli.ward_files import procedure_files, read_procedure
    from yakusho.forms import compile_procedure
    from yakusho.kernel import clock

    story, progress = read_story(home.ward), Progress(home)
    told = [] if story is None else [each for each in applications(story) if each.at <= clock.now()]
    todo = told[len(progress.numbers) :]
    if not todo:
        return 0
    ready = {
        each.procedure.code: each for each in map(compile_procedure, map(read_procedure, procedure_files(home.ward)))
    }
    say(f"history: {len(todo)} applications at the portal")
    with progress.moved() as file:
        for each in todo:
            compiled = ready[each.procedure]
            names = list(compiled.procedure.examples)
            set_offset(file, each.at - clock.now())
            with httpx.Client(base_url=f"http://{home.listen['portal']}", follow_redirects=True) as client:
                try:
                    number = apply(client, compiled, names[len(progress.numbers) % len(names)])
                except (NotApplied, httpx.TransportError) as refused:
                    raise Failed(
                        f"The history stopped after {len(progress.numbers)} applications: {refused}"
                    ) from refused
            progress.numbers.append(number)
            progress.keep(moved=True)
    return len(todo)


def play_decisions(home: Home) -> int:
    """Let staff decide on the cases of the history that have arrived; answers how many decisions there are new."""
    numbers = Progress(home).numbers
    if not numbers:
        return 0
    return sum(int(ask(home, zone, "decisions", *numbers)) for zone in staff_zones(home))
