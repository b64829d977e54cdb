"""Judging a file by its content while it passes (通過中のファイル検査): seen once, piece by piece, and never kept.

Between two pieces only a small `state` is left, so that the pieces may come in requests of their own. A file is what
its first bytes say and nothing else besides: what another program would take for something else is refused, because
somebody may open it with that program.
"""

import base64
import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

from yakusho.kernel.files import SIGNATURE_BYTES, document_type
from yakusho.kernel.images import HEIC_BYTES, BrokenImage, JpegWalk, Size, is_heic, png_size, too_many_pixels

Problem = Literal["", "empty", "wrong_type", "heic", "mixed", "locked", "damaged", "too_many_pixels"]

BEGINNING_BYTES = 1_024  # in which programs look for a signature, and browsers for markup
OVERLAP_BYTES = 64  # longer than anything looked for
_ZIP_END = b"PK\x05\x06"
_ZIP_END_BYTES = 22
_ZIP_ENTRY_BYTES = 46
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_PDF = b"%PDF-"
_PDF_END = b"%%EOF"
_PDF_LOCK = re.compile(rb"/Encrypt[\s\x00]{0,8}(?:\d{1,10}[\s\x00]{1,8}\d{1,5}[\s\x00]{1,8}R|<<)")
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<head", b"<body", b"<iframe", b"<svg", b"<?php")


@dataclass(slots=True)
class _State:
    """What is left of the pieces seen: how many bytes, their last ones, and what was found at which place.

    `beginning` is there until it was judged. `zip_at` is the last place at which an archive may end, `zip_end` where it
    says that it ends; `pdf_end` the last place at which a PDF ends; `walk` how far the walk through a JPEG is.
    """

    seen: int = 0
    media_type: str | None = None
    problem: Problem = ""
    beginning: bytes = b""
    tail: bytes = b""
    judged: bool = False
    walk: tuple[int, int] | None = None
    zip_at: int = -1
    zip_end: int = -1
    pdf_end: int = -1


class Inspection:
    """One file under inspection; `problem` says why it can't be taken, as soon as that is known."""

    def __init__(self, state: dict[str, Any] | None = None) -> None:
        self._now = _State() if state is None else _restored(state)

    @property
    def problem(self) -> Problem:
        """Why the file can't be taken; "" as long as nothing is wrong."""
        return self._now.problem

    @property
    def media_type(self) -> str | None:
        """What the file is, once its first bytes have passed."""
        return self._now.media_type

    def state(self) -> dict[str, Any]:
        """All that has to be kept until the next piece, in JSON; it holds a few bytes of the file."""
        members = asdict(self._now)
        return members | {name: base64.b64encode(members[name]).decode() for name in ("beginning", "tail")}

    def take(self, data: bytes) -> Problem:
        """Look at the next piece."""
        now = self._now
        if data and not now.problem:
            self._begin(data)
            window, begin = now.tail + data, now.seen - len(now.tail)
            if now.media_type and not now.problem:
                self._pass(window, begin)
            now.seen, now.tail = now.seen + len(data), window[-OVERLAP_BYTES:]
        return now.problem

    def finish(self) -> Problem:
        """Take the end of the file."""
        now = self._now
        if now.media_type and not now.problem and not now.judged:
            self._judge_beginning()
        if not now.seen:
            self._refuse("empty")
        elif now.media_type is None:
            self._refuse("wrong_type")
        elif now.media_type == "image/jpeg" and now.walk is not None:
            self._refuse("damaged")
        elif now.media_type == "application/pdf" and self._archive_behind():
            self._refuse("mixed")
        return now.problem

    def _refuse(self, problem: Problem) -> None:
        self._now.problem = self._now.problem or problem

    def _begin(self, data: bytes) -> None:
        """Find out what the file is from its first bytes, and judge the beginning once there is enough of it."""
        now = self._now
        if now.judged:
            return
        now.beginning = (now.beginning + data[:BEGINNING_BYTES])[:BEGINNING_BYTES]
        if now.media_type is None and len(now.beginning) >= SIGNATURE_BYTES:
            self._tell_kind()
        if len(now.beginning) == BEGINNING_BYTES and not now.problem:
            self._judge_beginning()

    def _tell_kind(self) -> None:
        now = self._now
        now.media_type = document_type(now.beginning)
        now.walk = (2, 0) if now.media_type == "image/jpeg" else None
        if now.media_type is None and len(now.beginning) >= HEIC_BYTES:
            self._refuse("heic" if is_heic(now.beginning) else "wrong_type")

    def _judge_beginning(self) -> None:
        now = self._now
        beginning, now.beginning, now.judged = now.beginning, b"", True
        small = beginning.lower()
        if any(mark in small for mark in _MARKUP):
            self._refuse("mixed")
        elif now.media_type == "image/jpeg" and beginning[4:6] == b"/*":
            self._refuse("mixed")  # the length of its first segment begins a comment of a script
        elif now.media_type == "image/png":
            try:
                self._measure(png_size(beginning))
            except BrokenImage:
                self._refuse("damaged")

    def _measure(self, size: Size) -> None:
        if too_many_pixels(size):
            self._refuse("too_many_pixels")

    def _pass(self, window: bytes, begin: int) -> None:
        """Look for what must not be there, also across the border of two pieces."""
        now = self._now
        self._find_archive_ends(window, begin)
        if now.media_type == "application/pdf":
            end = window.rfind(_PDF_END)
            now.pdf_end = begin + end if end >= 0 else now.pdf_end
            if _PDF_LOCK.search(window):
                self._refuse("locked")
        elif now.zip_at >= 0 or any(mark in window for mark in (_PDF, *_ARCHIVES)):
            self._refuse("mixed")
        elif now.walk is not None:
            self._walk(window, begin, JpegWalk(*now.walk))

    def _walk(self, window: bytes, begin: int, walk: JpegWalk) -> None:
        try:
            size = walk.walk(window, begin)
        except BrokenImage:
            self._refuse("damaged")
            return
        self._now.walk = None if size else (walk.at, walk.steps)
        if size:
            self._measure(size)

    def _find_archive_ends(self, window: bytes, begin: int) -> None:
        """Note where an archive may end: programs look for that end, whatever comes before it."""
        now, place = self._now, window.find(_ZIP_END)
        while 0 <= place <= len(window) - _ZIP_END_BYTES:
            end = window[place : place + _ZIP_END_BYTES]
            entries, size = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
            if not any(end[4:8]) and end[8:10] == end[10:12] and size >= entries * _ZIP_ENTRY_BYTES:
                stop = begin + place + _ZIP_END_BYTES + int.from_bytes(end[20:22], "little")
                now.zip_at, now.zip_end = begin + place, max(stop, now.zip_end)
            place = window.find(_ZIP_END, place + 1)

    def _archive_behind(self) -> bool:
        """Whether a PDF is an archive too; one that is only attached to it lies before its end."""
        return self._now.zip_at > self._now.pdf_end or self._now.zip_end >= self._now.seen


def _restored(state: dict[str, Any]) -> _State:
    members = state | {name: base64.b64decode(state[name]) for name in ("beginning", "tail")}
    return _State(**members | {"walk": tuple(state["walk"]) if state["walk"] else None})


def inspect(data: bytes) -> Inspection:
    """A whole file, inspected."""
    inspection = Inspection()
    inspection.take(data)
    inspection.finish()
    return inspection
