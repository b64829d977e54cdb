"""Finding out how the benefit is applied for: which procedure, which pages, which answers, how large the pages are.

The procedure is found among the ward's files as one that the inner zone decides; its first example is what gets typed.
"""

import gzip
import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from bench.client import Answer, JourneyFailed, Plan, Step, journey
from yakusho.forms import Compiled, applicable, compile_procedure, load

LANGUAGE = "ja"
STEPS_MAX = 12
_ACTION = re.compile(
    rb'<form\b[^>]*\bmethod="post"[^>]*\baction="([^"]+)"|<form\b[^>]*\baction="([^"]+)"[^>]*\bmethod="post"'
)
_BUTTON = re.compile(rb'<button\b[^>]*\bname="go"[^>]*\bvalue="(next|check)"')


@dataclass(frozen=True)
class Walk:
    """A journey made once: the plan to repeat it, and each page's size plain and compressed."""

    procedure: str
    plan: Plan
    page_bytes: tuple[int, ...]
    page_bytes_compressed: tuple[int, ...]


def find_procedure(ward: Path, day: date) -> tuple[Compiled, str]:
    """The procedure that all households send at once and that is open on a day, and the name of its first example.

    Raises:
        LookupError: the ward has none.
    """
    for file in sorted((ward / "procedures").glob("*.yaml")):
        procedure = load(file.read_text("utf-8"))
        checks = procedure.register_checks
        if checks is not None and checks.one_per_household and applicable(procedure, day) == "open":
            return compile_procedure(procedure), next(iter(procedure.examples))
    raise LookupError("no procedure with one application a household is open")


def answers_by_page(compiled: Compiled, example: str) -> dict[str, str]:
    """The example's answers by page, encoded as a browser would send them."""
    return {page: urlencode(posts, doseq=True) for page, posts in compiled.example(example).items()}


def walk(port: int, compiled: Compiled, example: str) -> Walk:
    """Make the journey once, slowly, and answer how to repeat it.

    Raises:
        JourneyFailed: it does not end with a number.
    """
    code = compiled.procedure.code
    typed = answers_by_page(compiled, example)
    steps: list[Step] = []
    first = f"/{LANGUAGE}/apply/{code}/"
    pages: list[bytes] = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(STEPS_MAX):
        pages = list(_replay(connection, Plan(first, tuple(steps))))
        step = _next_step(pages[-1], typed)
        if step is None:
            break
        steps.append(step)
    connection.close()
    plan = Plan(first, tuple(steps))
    compressed = tuple(len(gzip.compress(page, 6)) for page in pages)
    return Walk(code, plan, tuple(map(len, pages)), compressed)


def _next_step(page: bytes, typed: dict[str, str]) -> Step | None:
    """The form of a page, filled in; None on the last page, which has no form to go on with."""
    actions = [(found[0] or found[1]).decode() for found in _ACTION.findall(page)]
    for action in actions:
        if action.endswith("/submit/"):
            return Step(action, b"")
        page_id = action.rstrip("/").rpartition("/")[2]
        if page_id in typed:
            buttons = {found.decode() for found in _BUTTON.findall(page)}
            if not buttons:
                raise JourneyFailed(f"no button to go on with on page {page_id}")
            go = "next" if "next" in buttons else "check"
            return Step(action, "&".join(part for part in (typed[page_id], f"go={go}") if part).encode())
    return None


def _replay(connection: http.client.HTTPConnection, plan: Plan) -> Iterator[bytes]:
    """The pages of a journey as far as its plan goes; only a plan that ends with the receipt has to show a number."""
    resident = journey(plan)
    following = next(resident)
    while True:
        answer = _exchange(connection, following)
        yield answer.body
        try:
            following = resident.send(answer)
        except StopIteration:
            return
        except JourneyFailed as failure:
            if answer.status == 200 and "no number" in str(failure):
                return
            raise


def _exchange(connection: http.client.HTTPConnection, raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    line, *fields = head.decode().split("\r\n")
    method, path, _ = line.split(" ")
    connection.request(method, path, body or None, dict(field.split(": ", 1) for field in fields))
    response = connection.getresponse()
    text = response.read()
    lines = "".join(f"\r\n{name}: {value}" for name, value in response.getheaders())
    return Answer(response.status, lines.encode(), text)
