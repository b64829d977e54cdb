"""What the rooms of this zone registered by hand in `<zone>/rooms.py`."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.conf import settings

from yakusho.messages.message import Message

Handler = Callable[[Message], None]


def receives(*kinds: str) -> Callable[[Handler], Handler]:
    """Declare that a function takes messages of these kinds, in one transaction with the cursor."""

    def mark(handler: Handler) -> Handler:
        handler.kinds = kinds  # type: ignore[attr-defined]
        return handler

    return mark


@cache
def _rooms() -> ModuleType:
    return import_module(settings.ROOMS)


@cache
def handlers() -> dict[str, Handler]:
    """This zone's handlers by message kind; one zone takes each kind once."""
    found: dict[str, Handler] = {}
    for handler in _rooms().HANDLERS:
        for kind in handler.kinds:
            if kind in found:
                raise RuntimeError(f"two handlers take {kind}")
            found[kind] = handler
    return found


def meters() -> list[Any]:
    """This zone's meters."""
    return list(_rooms().METERS)


def jobs() -> dict[str, Callable[..., bool]]:
    """This zone's kinds of long work: kind to the function that does its next part."""
    return dict(_rooms().JOBS)


def loops() -> list[tuple[str, Callable[[], int], float]]:
    """This zone's further worker loops: name, step (answers how much it did), seconds between idle steps."""
    return list(_rooms().LOOPS)
