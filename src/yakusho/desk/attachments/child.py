"""The child that looks into files from outside (無害化): `python -m yakusho.desk.attachments.child`.

It gets the original on its standard input and answers on its standard output: a line that says what became of it, and
the copy. Only this process ever loads libraries that read such files, and it has nothing to lose: no network, no
keys, no files, little time. Whatever goes wrong in it makes the file suspicious.
"""

import sys
from typing import BinaryIO

from yakusho.desk.attachments.bounds import COPY_BYTES_MAX, ORIGINAL_BYTES_MAX
from yakusho.desk.attachments.confine import confine, confine_loosely
from yakusho.desk.attachments.outcome import Outcome, Suspicious

PROBE = "probe"
KEEP_TEXT = "keep-text"
OFFICE = "office"


def main() -> None:
    """Give everything away, read a file, answer its copy; with `probe` only tell that it can be done here.

    With `office` an office program turns the file into PDF first, inside the same sandbox.
    """
    arguments = sys.argv[1:]
    confine_loosely() if OFFICE in arguments else confine()
    if arguments == [PROBE]:
        _answer(sys.stdout.buffer, Outcome(reason="empty"), b"")
        return
    claimed, *options = arguments
    original = sys.stdin.buffer.read(ORIGINAL_BYTES_MAX + 1)
    outcome, copy = made(original, claimed, keep_text=KEEP_TEXT in options, convert=OFFICE in options)
    _answer(sys.stdout.buffer, outcome, copy)


def made(original: bytes, claimed: str, *, keep_text: bool, convert: bool = False) -> tuple[Outcome, bytes]:
    """The copy of a file that claims to be of a media type, or why there is none."""
    try:
        if len(original) > ORIGINAL_BYTES_MAX:
            raise Suspicious("too_large")
        from yakusho.desk.attachments.cleaning import copy_of, office

        if convert:
            original, claimed = office.converted(original, claimed), "application/pdf"
            confine()
        method, media_type, copy, pages = copy_of(original, claimed, keep_text=keep_text)
        if not 0 < len(copy) <= COPY_BYTES_MAX:
            raise Suspicious("too_large")
    except Suspicious as suspicious:
        return Outcome(reason=suspicious.reason), b""
    except MemoryError:
        return Outcome(reason="too_large"), b""
    except Exception:  # libraries raise what they like over a file that was made to break them
        return Outcome(reason="unreadable"), b""
    return Outcome(method=method, media_type=media_type, size_bytes=len(copy), pages=pages), copy


def _answer(out: BinaryIO, outcome: Outcome, copy: bytes) -> None:
    out.write(outcome.header())
    out.write(copy)
    out.flush()


if __name__ == "__main__":
    main()
