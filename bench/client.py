"""Load generator: a few residents who apply again and again, as cheaply as Python can (負荷をかける側).

One thread and one epoll loop over keep-alive connections, because the generator shares the machine with what it
measures. It speaks to the loopback address only, and stops after a given time or number of journeys.

    python -m bench.client --port 8000 --plan plan.json --clients 8 --seconds 3
"""

import argparse
import json
import re
import resource
import selectors
import socket
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

CLIENTS_MAX = 64
SECONDS_MAX = 120
JOURNEYS_MAX = 200_000
ANSWER_SECONDS_MAX = 30
READ_BYTES = 262_144

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)
_HIDDEN = re.compile(rb'<input[^>]*\btype="hidden"[^>]*>')
_NAME = re.compile(rb'\bname="([^"]*)"')
_VALUE = re.compile(rb'\bvalue="([^"]*)"')
_NUMBER = re.compile(rb"\b[A-Z]-\d{5}-\d{5}\b")


class JourneyFailed(Exception):
    """An answer was not what a resident should see; the text shows it."""


@dataclass(frozen=True)
class Step:
    """One form that is filled in: where it goes to, its answers already encoded, hidden inputs come from the page."""

    path: str
    body: bytes


@dataclass(frozen=True)
class Plan:
    """A journey: the first page, then the forms in order; the last answer shows the number."""

    first: str
    steps: tuple[Step, ...]

    @classmethod
    def read(cls, text: str) -> "Plan":
        """A plan from JSON: `{"first": "/…", "steps": [{"path": "/…", "body": "a=1&b=2"}]}`."""
        data = json.loads(text)
        return cls(data["first"], tuple(Step(step["path"], step["body"].encode()) for step in data["steps"]))

    def as_json(self) -> str:
        """The text that `read` takes."""
        steps = [{"path": step.path, "body": step.body.decode()} for step in self.steps]
        return json.dumps({"first": self.first, "steps": steps})


@dataclass
class Answer:
    """A response, its body as sent."""

    status: int
    head: bytes
    body: bytes


@dataclass
class Tally:
    """What was measured: finished journeys, seconds of each step, time per journey."""

    journeys: int = 0
    step_seconds: dict[int, list[float]] = field(default_factory=dict)


def hidden_fields(page: bytes) -> bytes:
    """The hidden inputs of a page (form token, carried state), encoded to be sent back."""
    pairs: dict[bytes, bytes] = {}
    for tag in _HIDDEN.findall(page):
        name, value = _NAME.search(tag), _VALUE.search(tag)
        if name and value:
            pairs[name[1]] = value[1]
    return b"&".join(
        name + b"=" + quote_plus(unescape(value.decode()) if b"&" in value else value).encode()
        for name, value in pairs.items()
    )


def request(method: str, path: str, cookies: bytes, body: bytes | None = None) -> bytes:
    """The bytes of a request."""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode()
    if cookies:
        head += b"Cookie: " + cookies + b"\r\n"
    if body is None:
        return head + b"\r\n"
    head += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body)
    return head + body


def journey(plan: Plan) -> Generator[bytes, Answer, None]:
    """One resident with an empty cookie jar: yields requests, is sent the answers.

    Raises:
        JourneyFailed: a page was refused, or no number was given at the end.
    """
    jar: dict[bytes, bytes] = {}
    answer = yield request("GET", plan.first, b"")
    for step in plan.steps:
        _accept(answer, step.path)
        for pair in _COOKIE.findall(answer.head):
            name, _, value = pair.partition(b"=")
            jar[name] = value
        cookies = b"; ".join(name + b"=" + value for name, value in jar.items())
        fields = hidden_fields(answer.body)
        body = fields + b"&" + step.body if step.body else fields
        answer = yield request("POST", step.path, cookies, body)
    _accept(answer, "the receipt")
    if not _NUMBER.search(answer.body):
        raise JourneyFailed(f"no number on the last page: {answer.body[:2000].decode('utf-8', 'replace')}")


def _accept(answer: Answer, place: str) -> None:
    if answer.status != 200:
        text = (answer.head + answer.body)[:2000].decode("utf-8", "replace")
        raise JourneyFailed(f"status {answer.status} before {place}: {text}")


class Client:
    """One keep-alive connection on which one resident after another makes the journey."""

    def __init__(self, port: int, plan: Plan, tally: Tally) -> None:
        self.plan, self.tally = plan, tally
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS_MAX)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()
        self.wanted = 0
        self.running: Generator[bytes, Answer, None] | None = None
        self.step = 0
        self.sent_at = 0.0

    def begin(self) -> None:
        """Send the first request of a new journey."""
        self.running = journey(self.plan)
        self.step = 0
        self._send(next(self.running))

    def read(self) -> bool:
        """Take what has arrived; True when a journey ended with it."""
        data = self.socket.recv(READ_BYTES)
        if not data:
            raise JourneyFailed("the server closed the connection")
        self.buffer += data
        if not self.wanted:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return False
            length = _LENGTH.search(self.buffer, 0, end)
            if not length:
                raise JourneyFailed(f"no Content-Length: {bytes(self.buffer[:500])!r}")
            self.wanted = end + 4 + int(length[1])
        return len(self.buffer) >= self.wanted and self._answered()

    def _answered(self) -> bool:
        assert self.running is not None
        whole = bytes(self.buffer)
        self.buffer.clear()
        self.wanted = 0
        self.tally.step_seconds.setdefault(self.step, []).append(time.perf_counter() - self.sent_at)
        head, _, body = whole.partition(b"\r\n\r\n")
        try:
            following = self.running.send(Answer(int(head[9:12]), head, body))
        except StopIteration:
            self.running = None
            self.tally.journeys += 1
            return True
        self.step += 1
        self._send(following)
        return False

    def _send(self, data: bytes) -> None:
        self.sent_at = time.perf_counter()
        self.socket.sendall(data)


def run(port: int, plan: Plan, *, clients: int, seconds: float, journeys: int = JOURNEYS_MAX) -> dict[str, Any]:
    """Make journeys with `clients` at a time for `seconds` (or until `journeys` are done) and say how it went."""
    if not 1 <= clients <= CLIENTS_MAX or not 0 < seconds <= SECONDS_MAX or not 1 <= journeys <= JOURNEYS_MAX:
        raise ValueError("clients, seconds or journeys out of bounds")
    tally = Tally()
    selector = selectors.DefaultSelector()
    everybody = [Client(port, plan, tally) for _ in range(clients)]
    for client in everybody:
        selector.register(client.socket, selectors.EVENT_READ, client)
    began, cpu_began = time.perf_counter(), _cpu_seconds()
    for client in everybody:
        client.begin()
    open_journeys = clients
    while open_journeys:
        ready = selector.select(ANSWER_SECONDS_MAX)
        if not ready:
            raise JourneyFailed("no answer in time")
        for key, _ in ready:
            client = key.data
            if client.read():
                if time.perf_counter() - began < seconds and tally.journeys + open_journeys <= journeys:
                    client.begin()
                else:
                    open_journeys -= 1
    took, cpu = time.perf_counter() - began, _cpu_seconds() - cpu_began
    for client in everybody:
        client.socket.close()
    return _summary(tally, took, cpu)


def _cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _summary(tally: Tally, took: float, cpu: float) -> dict[str, Any]:
    return {
        "journeys": tally.journeys,
        "seconds": round(took, 3),
        "journeys_per_s": round(tally.journeys / took, 1),
        "generator_cpu_share": round(cpu / took, 2),
        "steps": [
            {"median_ms": round(at(times, 0.5) * 1000, 2), "p95_ms": round(at(times, 0.95) * 1000, 2)}
            for _, times in sorted(tally.step_seconds.items())
        ],
    }


def at(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> int:
    """Run from the command line; prints one JSON object."""
    parser = argparse.ArgumentParser(description="Make benefit journeys against a server on this machine.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--plan", type=Path, required=True, help="JSON file of the journey")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--journeys", type=int, default=JOURNEYS_MAX, help="stop after so many")
    arguments = parser.parse_args()
    plan = Plan.read(arguments.plan.read_text("utf-8"))
    try:
        result = run(
            arguments.port,
            plan,
            clients=arguments.clients,
            seconds=arguments.seconds,
            journeys=arguments.journeys,
        )
    except JourneyFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
