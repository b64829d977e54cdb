"""Logs: one JSON object a line, and nothing of what a person typed."""

import json
import logging
import sys

from yakusho.journal.log import JsonFormatter, request_id


def _line(name: str, message: str, *arguments: object, exc_info=None) -> dict:
    record = logging.LogRecord(name, logging.ERROR, "", 1, message, arguments, exc_info)
    return json.loads(JsonFormatter().format(record))


def test_an_exception_is_told_by_type_and_place_never_by_its_message():
    try:
        raise ValueError("見本 太郎")
    except ValueError:
        line = _line("yakusho.apply", "could not", exc_info=sys.exc_info())
    assert line["exception"] == "ValueError"
    assert "test_log.py" in line["at"][-1]
    assert "見本" not in json.dumps(line, ensure_ascii=False)


def test_the_address_of_a_failed_request_is_not_logged():
    line = _line("django.request", "%s: %s", "Internal Server Error", "/ja/c/SECRETCODE/")
    assert line["message"] == "a request was answered with 500"


def test_a_line_carries_the_id_that_the_error_page_shows():
    token = request_id.set("abc123")
    try:
        assert _line("yakusho", "here")["request"] == "abc123"
    finally:
        request_id.reset(token)
