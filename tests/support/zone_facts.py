"""What one zone is made of, told by a process of its own under that zone's settings.

`python -m tests.support.zone_facts` prints one JSON object; `facts_of(zone)` runs it.
"""

import json
import os
import sys
from functools import cache
from importlib import import_module
from typing import Any

from tests.support.in_zone import ask

ZONES = ("portal", "office", "mynumber")


@cache
def facts_of(zone: str) -> dict[str, Any]:
    """Routes with their guards, tables, cookies, handlers, meters and facts of a zone."""
    return ask("tests.support.zone_facts", zone, os.environ)


def routes_of(patterns: list[Any], prefix: str = "") -> list[dict[str, str]]:
    """Every route below these patterns, with its view and that view's guard."""
    found = []
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += routes_of(pattern.url_patterns, route)
        else:
            view = pattern.callback
            name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
            found.append(
                {"route": route, "view": name, "guard": getattr(view, "guard", ""), "name": pattern.name or ""}
            )
    return found


def _collect() -> dict[str, Any]:
    import django
    from django.apps import apps
    from django.conf import settings
    from django.urls import get_resolver

    django.setup()
    from yakusho.journal import rooms
    from yakusho.messages import publications, submissions

    del publications, submissions  # imported for the facts they declare
    appended = import_module(settings.ROOMS).FACTS
    modules = [name for name in sys.modules if name.startswith("yakusho.")]
    return {
        "routes": routes_of(get_resolver().url_patterns),
        "tables": {model._meta.db_table: model.__module__ for model in apps.get_models()},
        "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME],
        "handlers": sorted(rooms.handlers()),
        "meters": sorted(meter.name for meter in rooms.meters()),
        "facts": sorted(fact.kind for fact in appended),
        "modules": sorted(modules),
        "libraries": sorted({name.partition(".")[0] for name in sys.modules}),
        "middleware": list(settings.MIDDLEWARE),
    }


if __name__ == "__main__":
    json.dump(_collect(), sys.stdout, ensure_ascii=False)
