"""Published procedures, compiled once per generation."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from yakusho.forms import Compiled, Procedure, applicable, compile_procedure, load
from yakusho.forms.tables import ward_tables
from yakusho.portal.publications.queries import Published, Snapshot, snapshot
from yakusho.portal.publications.queries import forget as forget_snapshot


@dataclass(frozen=True)
class Offered:
    """A procedure as the portal offers it (受け付ける手続)."""

    code: str
    generation: int
    definition: Procedure
    compiled: Compiled
    withdrawn: bool

    def state(self, today: date) -> Literal["open", "not_yet", "closed"]:
        """Whether applications are taken on a day."""
        return "closed" if self.withdrawn else applicable(self.definition, today)

    def labels(self, language: str) -> dict[str, str]:
        """The words of each item by its id."""
        return {item.id: item.label.say(language) for item in self.definition.all_items()}


_compiled: dict[str, Offered] = {}


def compiled_content(content: dict[str, Any]) -> tuple[Procedure, Compiled]:
    """A published definition, loaded and compiled; raises `Malformed` when it is none."""
    definition = load(content["definition"])
    return definition, compile_procedure(definition, ward_tables(Path(settings.WARD_FOLDER)))


def _offered(published: Published) -> Offered:
    known = _compiled.get(published.key)
    if known is not None and (known.generation, known.withdrawn) == (published.generation, published.withdrawn):
        return known
    definition, compiled = compiled_content(dict(published.content))
    found = Offered(published.key, published.generation, definition, compiled, published.withdrawn)
    _compiled[published.key] = found
    return found


def procedure(code: str, at: Snapshot | None = None) -> Offered | None:
    """A procedure by its code, withdrawn or not; None when it was never published."""
    published = (at or snapshot()).current("procedure", code)
    return _offered(published) if published else None


def procedures(at: Snapshot | None = None) -> list[Offered]:
    """All procedures that are not withdrawn."""
    return [_offered(published) for published in (at or snapshot()).all_of("procedure")]


def forget() -> None:
    """Compile anew next time, as after a restart."""
    _compiled.clear()
    forget_snapshot()
