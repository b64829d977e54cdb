"""Documents become PDF in a process of their own, which holds the typesetter and its fonts and then ends."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from yakusho.documents.document import Bundle, Document
from yakusho.documents.fonts import Fonts

SECONDS_MAX = 30
SECONDS_EACH_MAX = 2  # more for each document, and for each of a bundle
LENGTH_BYTES = 8
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG")


class CannotTypeset(Exception):
    """The documents couldn't be typeset; nothing of what they say stands in the message."""


def write(document: Document | Bundle, fonts: Fonts) -> bytes:
    """One document, or one bundle, as PDF.

    Raises:
        CannotTypeset: it has other pages than codes, or the typesetter failed.
    """
    return write_all([document], fonts)[0]


def write_all(documents: Sequence[Document | Bundle], fonts: Fonts) -> list[bytes]:
    """Several documents as PDF, one file each; the process that writes them is started once.

    Raises:
        CannotTypeset: one has other pages than codes, or the typesetter failed.
    """
    asked: dict[str, Any] = {
        "folders": [str(folder) for folder in fonts.folders],
        "families": list(fonts.families),
        "documents": [document.as_data() for document in documents],
    }
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "yakusho.documents.typesetting"],
            input=json.dumps(asked, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=SECONDS_MAX + SECONDS_EACH_MAX * sum(len(each["parts"]) for each in asked["documents"]),
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotTypeset("it took too long") from None
    if ran.returncode != 0:
        raise CannotTypeset(f"the typesetter ended with {ran.returncode}")
    written = list(_parts(ran.stdout))
    if len(written) != len(documents):
        raise CannotTypeset("the typesetter ended too early")
    return written


def _parts(data: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(data):
        size = int.from_bytes(data[place : place + LENGTH_BYTES], "big")
        place += LENGTH_BYTES
        yield data[place : place + size]
        place += size
