"""Structured logs without personal data: one JSON object a line."""

import json
import logging
from contextvars import ContextVar

from yakusho.kernel import clock

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message, request id, and the type and place of an exception, never its message.

    An exception's message may quote what a person typed; its type and the lines it went through never do.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": clock.rfc3339(clock.now()),
            "level": record.levelname,
            "logger": record.name,
            "message": record.msg if record.name.startswith("django.request") else record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            trace, places = record.exc_info[2], []
            while trace is not None:
                code = trace.tb_frame.f_code
                places.append(f"{code.co_filename.rpartition('yakusho/')[2]}:{trace.tb_lineno}")
                trace = trace.tb_next
            line["at"] = places[-8:]
        return json.dumps(line, ensure_ascii=False)
