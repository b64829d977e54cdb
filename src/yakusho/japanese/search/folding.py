"""Text as search compares it: widths, cases, kana scripts and kanji variants are one; the invisible is left out."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from yakusho.japanese.characters import BIDI_CONTROLS, INVISIBLES, hiragana, normal
from yakusho.japanese.variants import base_forms

_UNSEEN = re.compile(f"[{INVISIBLES}{BIDI_CONTROLS}]+")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LATIN_HYPHEN = re.compile("(?<=[a-z])[-‐‑‒–—−ー](?=[a-z])")
_JOINING = re.compile(f"[{INVISIBLES}{BIDI_CONTROLS}\u3099-\u309c\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_RUN = re.compile(r"[^\W_]+")
_CLUSTER = re.compile("[\\s\\S][\u0300-\u036f\u3099-\u309c\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)
_CLUSTERS_KEPT_MAX = 4_096


class Folded(NamedTuple):
    """Folded text, the same as spoken, and for each character and the end the place in the text it was made from."""

    text: str
    spoken: str
    places: Sequence[int]


def spelled(text: str) -> str:
    """Text as the analyser reads it: folded but for the kana script; Wi-Fi is wifi."""
    seen = _UNSEEN.sub("", _UNREADABLE.sub(" ", text))
    return _LATIN_HYPHEN.sub("", base_forms(normal(seen)).casefold())


def fold(text: str) -> str:
    """Text as it is compared (畳み込み)."""
    return hiragana(spelled(text))


def runs(folded: str) -> list[str]:
    """What stands between marks and spaces of a folded text."""
    return _RUN.findall(folded)


def pairs(run: str) -> list[str]:
    """Every two neighbouring characters of a run; one that stands alone is itself."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def fold_with_places(text: str) -> Folded:
    """The same as `spelled` and `fold`, knowing where each character came from."""
    spoken = spelled(text)
    if len(spoken) == len(text) and not _JOINING.search(text) and unicodedata.is_normalized("NFC", text):
        # Nothing was joined or left out, so nothing became two characters either: each is where it was.
        return Folded(hiragana(spoken), spoken, range(len(text) + 1))
    pieces: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = _spelled_cluster(cluster[0])
        pieces.append(piece)
        places += [cluster.start()] * len(piece)
    whole = "".join(pieces)
    for hyphen in reversed(list(_LATIN_HYPHEN.finditer(whole))):
        del places[hyphen.start()]
    spoken = _LATIN_HYPHEN.sub("", whole)
    return Folded(hiragana(spoken), spoken, [*places, len(text)])


@lru_cache(maxsize=_CLUSTERS_KEPT_MAX)
def _spelled_cluster(cluster: str) -> str:
    return spelled(cluster)
