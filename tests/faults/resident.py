"""Residents who apply over HTTP, don't give up when the connection breaks, and remember what they were told."""

import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench.client import Answer, JourneyFailed, Plan, journey

ANSWER_SECONDS_MAX = 20
AGAIN_SECONDS = 0.05
PATIENCE_SECONDS_MAX = 60
PAUSE_SECONDS = 0.5  # of a resident between two applications, so that the house is busy but never behind

T = TypeVar("T")

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_NUMBER = re.compile(rb"\b[A-Z]-\d{5}-\d{5}\b")


class NoAnswer(Exception):
    """The connection broke, or the answer was not the receipt; nobody knows whether the request took effect."""


def exchange(port: int, request: bytes) -> Answer:
    """Send a request as it is and read the whole answer.

    Raises:
        NoAnswer: there was none, or only a part of one.
    """
    data = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS_MAX) as connection:
            connection.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            while piece := connection.recv(65_536):
                data += piece
    except OSError as error:
        raise NoAnswer(type(error).__name__) from error
    head, found, body = data.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not found or (length and len(body) < int(length[1])):
        raise NoAnswer("cut short")
    return Answer(int(head[9:12]), head, body)


def prepare(port: int, plan: Plan) -> bytes:
    """Fill in a form up to its last page, and answer the request that applies, not sent yet.

    Raises:
        NoAnswer, JourneyFailed: a page did not come.
    """
    resident = journey(plan)
    request = next(resident)
    while b"/submit/ " not in request.split(b"\r\n", 1)[0]:
        request = resident.send(exchange(port, request))
    return request


def submit(port: int, request: bytes) -> str:
    """Apply, and answer the number on the receipt.

    Raises:
        NoAnswer: no receipt came.
    """
    answer = exchange(port, request)
    number = _NUMBER.search(answer.body)
    if answer.status != 200 or number is None:
        raise NoAnswer(f"status {answer.status}")
    return number[0].decode()


@dataclass
class Crowd:
    """Some residents at a time who apply again and again until told to stop.

    `numbers` are the receipts they hold; `unanswered` the requests of which they don't know what became.
    """

    port: int
    plans: Sequence[Plan]
    clients: int = 8
    submissions_max: int = 4_000
    numbers: list[str] = field(default_factory=list)
    unanswered: list[bytes] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Begin to apply."""
        self._threads = [threading.Thread(target=self._apply, args=(number,)) for number in range(self.clients)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let everybody finish what they are doing."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def send_again(self) -> list[str]:
        """Send what was left unanswered until there are receipts for all; answers them."""
        return [self._until(lambda request=request: submit(self.port, request)) for request in self.unanswered]  # type: ignore[misc]

    def _apply(self, number: int) -> None:
        turn = number
        while not self._stop.is_set() and len(self.numbers) < self.submissions_max:
            turn += 1
            plan = self.plans[turn % len(self.plans)]
            request = self._try(lambda plan=plan: prepare(self.port, plan))  # type: ignore[misc]
            if request is None:
                continue
            try:
                self.numbers.append(submit(self.port, request))
            except NoAnswer as error:
                self.failures[f"submit: {error}"] += 1
                self.unanswered.append(request)
            self._stop.wait(PAUSE_SECONDS)

    def _try(self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except (NoAnswer, JourneyFailed) as error:
            self.failures[str(error)[:60]] += 1
            time.sleep(AGAIN_SECONDS)
            return None

    def _until(self, act: Callable[[], T]) -> T:
        deadline = time.monotonic() + PATIENCE_SECONDS_MAX
        while time.monotonic() < deadline:
            answer = self._try(act)
            if answer is not None:
                return answer
        raise NoAnswer("not in time")
