"""Counts the SQL of each step of a journey: `python -m bench.sql_counts < plan.json`, under the portal's settings."""

import json
import sys
from typing import Any

from bench.client import Answer, Plan, journey


def count(plan: Plan) -> list[dict[str, Any]]:
    """Make the journey twice with Django's test client and count the second time, when everything is warm."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts: list[dict[str, Any]] = []
    for _ in range(2):
        counts = []
        client = Client(enforce_csrf_checks=True)
        resident = journey(plan)
        following = next(resident)
        while True:
            with CaptureQueriesContext(connection) as queries:
                answer, name = _serve(client, following)
            statements = [query["sql"] for query in queries.captured_queries]
            counts.append(
                {
                    "step": name,
                    "sql": _count(statements, ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")),
                    "writes": _count(statements, ("INSERT", "UPDATE", "DELETE")),
                    "transactions": _count(statements, ("BEGIN",)),
                }
            )
            try:
                following = resident.send(answer)
            except StopIteration:
                break
    return counts


def _count(statements: list[str], beginnings: tuple[str, ...]) -> int:
    return sum(statement.lstrip().upper().startswith(beginnings) for statement in statements)


def _serve(client: Any, raw: bytes) -> tuple[Answer, str]:
    head, _, body = raw.partition(b"\r\n\r\n")
    method, path, _ = head.decode().split("\r\n")[0].split(" ")
    headers = {"host": "127.0.0.1"}
    kind = "application/x-www-form-urlencoded"
    response = client.generic(method, path, body, kind, headers=headers)
    cookies = "".join(f"\r\nSet-Cookie: {morsel.OutputString()}" for morsel in response.cookies.values())
    return Answer(response.status_code, cookies.encode(), response.content), f"{method} {path}"


if __name__ == "__main__":
    json.dump(count(Plan.read(sys.stdin.read())), sys.stdout)
