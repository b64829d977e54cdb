"""Structured logs without personal data: one JSON object a line."""

import json
import logging
from contextvars import ContextVar
from types import TracebackType

from yakusho.kernel import clock

PLACES_MAX = 12

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message, request id, and the type and place of an exception, never its message.

    An exception's message may quote what a person typed; its type and the lines it went through never do.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": clock.rfc3339(clock.now()),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """The message; Django's own about a request would hold its address, which may hold a code."""
    if record.name.startswith("django."):
        return f"a request was answered with {getattr(record, 'status_code', 500)}"
    return record.getMessage()


def _places(trace: TracebackType | None) -> list[str]:
    """The last lines an exception went through, named from the package they lie in."""
    places = []
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        for root in ("/site-packages/", "/src/"):
            file = file.rpartition(root)[2]
        places.append(f"{file}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-PLACES_MAX:]
