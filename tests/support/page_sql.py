"""Counts the SQL of every page of a zone that needs no parameter, and of the newest case.

`python -m tests.support.page_sql` runs under a zone's settings on a home that holds data, and prints one JSON object:
route → statements. `count_pages(house, zone)` runs it.
"""

import json
import sys
from typing import Any

from tests.support.house import House
from tests.support.in_zone import ask

LANGUAGE = "ja"
ROUNDS = 3
"""A page is asked this often and its cheapest answer counts, because something may be published in between."""
NOT_PAGES = ("relay/", "healthz", "account/", "gallery/", "keys.json", "heads/")


def count_pages(house: House, zone: str) -> dict[str, int]:
    """SQL statements of each page of a zone of a house, when everything is warm."""
    return ask("tests.support.page_sql", zone, house.environment)


def _paths() -> dict[str, str]:
    """Routes of pages with the path to ask for."""
    from django.apps import apps
    from django.conf import settings
    from django.urls import get_resolver

    from tests.support.zone_facts import routes_of

    found = {}
    for route in routes_of(get_resolver().url_patterns):
        path = route["route"]
        if "<" not in path and not path.startswith(NOT_PAGES) and route["view"].startswith("yakusho."):
            found[f"/{path}"] = f"/{path}"
    if settings.ZONE == "portal":
        publications = apps.get_model("publications", "Publication").objects.filter(kind="procedure")
        code = publications.order_by("-key").values_list("key", flat=True)[0]
        found["/ja/procedures/<code>/"] = f"/{LANGUAGE}/procedures/{code}/"
        found["/ja/apply/<code>/"] = f"/{LANGUAGE}/apply/{code}/"
    else:
        case = apps.get_model("cases", "Case").objects.order_by("-received_at").first()
        if case is not None:
            found["/cases/<id>/"] = f"/cases/{case.pk}/"
    return found


def _clients() -> list[Any]:
    """One browser for each person: nobody in particular at the portal, every sample account in a staff zone."""
    from django.apps import apps
    from django.conf import settings
    from django.test import Client

    if settings.ZONE == "portal":
        return [Client(headers={"host": "127.0.0.1"})]
    clients = []
    for user in apps.get_model("staff", "User").objects.filter(is_active=True).order_by("pk"):
        clients.append(Client(headers={"host": "127.0.0.1"}))
        clients[-1].force_login(user)
    return clients


def _count() -> dict[str, int]:
    import django

    django.setup()
    counts = {}
    clients = _clients()
    for route, path in sorted(_paths().items()):
        client = next((each for each in clients if each.get(path).status_code == 200), None)
        if client is None:
            continue
        counts[route] = min(_statements(client, path) for _ in range(ROUNDS))
    return counts


def _statements(client: Any, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    kinds = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return sum(query["sql"].lstrip().upper().startswith(kinds) for query in queries.captured_queries)


if __name__ == "__main__":
    json.dump(_count(), sys.stdout)
