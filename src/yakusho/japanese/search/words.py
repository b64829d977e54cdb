"""Words of a text in their normal spelling (形態素解析), as the analyser's dictionary knows them.

The only module that imports the analyser, and only when a text is first analysed: its dictionary is mapped into memory,
about 90 MB of it resident. Whoever analyses many texts calls `release` afterwards; a process that forgets to is helped
by a timer.
"""

import re
import threading
import time
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

IDLE_SECONDS = 60.0  # the dictionary goes after this long without a question
PIECE_CHARACTERS_MAX = 4_000  # the analyser takes at most 49,149 bytes at once

_GRAMMAR = frozenset(("助詞", "助動詞", "補助記号", "空白"))
_NOUN_ENDINGS = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))
_PIECE = re.compile(rf"[^\n。]{{1,{PIECE_CHARACTERS_MAX}}}[\n。]?|[\n。]", re.DOTALL)

_lock = threading.Lock()
_tokenizer: "Tokenizer | None" = None
_used_at = 0.0


class Part(NamedTuple):
    """A shortest word between two places of a text, in its normal spelling."""

    begin: int
    end: int
    form: str


class Word(NamedTuple):
    """A word (語) in its normal spelling, with the shortest words it is made of.

    A verb is said as the noun made of it (引っ越す as 引っ越し), and isn't divided.
    """

    whole: str
    parts: tuple[Part, ...]


def analyser() -> str:
    """Which analyser and dictionary make the words; others may make other words."""
    return f"{version('sudachipy')}/{version('sudachidict-core')}"


def words(text: str) -> Iterator[Word]:
    """The words of a text without lone surrogates, in order; particles, auxiliaries and marks are left out."""
    for piece in _PIECE.finditer(text):
        if piece[0].isspace():
            continue
        begin = piece.start()
        with _lock:
            found = [_read(morpheme, begin) for morpheme in _loaded().tokenize(piece[0]) if _says_something(morpheme)]
        yield from found


def release() -> None:
    """Let go of the dictionary; the next text to be analysed brings it back."""
    global _tokenizer
    with _lock:
        _tokenizer = None


def loaded() -> bool:
    """Whether the dictionary is in memory now."""
    return _tokenizer is not None


def _loaded() -> "Tokenizer":
    global _tokenizer, _used_at
    _used_at = time.monotonic()
    if _tokenizer is None:
        from sudachipy import Dictionary

        _tokenizer = Dictionary(dict="core").tokenizer()
        _wait(IDLE_SECONDS)
    return _tokenizer


def _wait(seconds: float) -> None:
    timer = threading.Timer(seconds, _release_if_idle)
    timer.daemon = True
    timer.start()


def _release_if_idle() -> None:
    idle = time.monotonic() - _used_at
    if idle >= IDLE_SECONDS:
        release()
    elif loaded():
        _wait(IDLE_SECONDS - idle)


def _says_something(morpheme: "Morpheme") -> bool:
    return morpheme.part_of_speech()[0] not in _GRAMMAR


def _read(morpheme: "Morpheme", begin: int) -> Word:
    from sudachipy import SplitMode

    whole = _part(morpheme, begin)
    if morpheme.part_of_speech()[0] == "動詞":
        return Word(whole.form, (whole,))
    # A word that can't be divided answers with nothing.
    parts = tuple(_part(part, begin) for part in morpheme.split(SplitMode.A) if _says_something(part))
    return Word(whole.form, parts or (whole,))


def _part(morpheme: "Morpheme", begin: int) -> Part:
    return Part(begin + morpheme.begin(), begin + morpheme.end(), _noun(morpheme))


def _noun(morpheme: "Morpheme") -> str:
    form: str = morpheme.normalized_form()
    kind, _, _, _, conjugation, _ = morpheme.part_of_speech()
    if kind != "動詞" or not form:
        return form
    if "五段" in conjugation and form[-1] in _NOUN_ENDINGS:
        return form[:-1] + _NOUN_ENDINGS[form[-1]]
    return form[:-1] if "一段" in conjugation and form[-1] == "る" else form
