"""What the web server logs of a failed request names code, never what a person typed."""

import json
import logging

from yakusho.cli.web import PlacesOnly


def test_an_exceptions_own_words_stay_out_of_the_log() -> None:
    message = (
        "Application callable raised an exception\n"
        "Traceback (most recent call last):\n"
        '  File "/opt/yakusho/views.py", line 7, in view\n'
        "    raise ValueError(name)\n"
        "ValueError: 板橋 花子\n"
    )
    record = logging.LogRecord("_granian", logging.ERROR, "", 0, message, (), None)
    said = json.loads(PlacesOnly().format(record))["message"]
    assert "views.py" in said
    assert "ValueError" in said
    assert "花子" not in said
