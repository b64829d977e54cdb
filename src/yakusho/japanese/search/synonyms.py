"""Words that mean the same (同義語), from tables that a ward may add to."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from yakusho.japanese.search.folding import fold

Synonyms = Mapping[str, tuple[str, ...]]
"""A folded word and what whoever asks for it also finds."""

SHIPPED = "data/synonyms.tsv"
_COLUMNS = ["way", "words", "also", "note"]


def load_synonyms(*paths: Path) -> Synonyms:
    """Read the table of this package and those at `paths`, which add to it.

    A row is `way`, `words`, `also`, `note`: with `both`, each of `words` finds the others; with `one`, each of `words`
    finds `also`, and not the other way round. Words are divided by `|`; a row that begins with # says something.

    Raises:
        ValueError: a row has another form; the message names file and line.
    """
    found: dict[str, dict[str, None]] = {}
    shipped = files("yakusho.japanese").joinpath(SHIPPED).read_text("utf-8")
    for name, text in ((SHIPPED, shipped), *((str(path), path.read_text("utf-8")) for path in paths)):
        for number, line in enumerate(text.splitlines(), 1):
            if number > 1 and line and not line.startswith("#"):
                _add(found, line, f"{name}:{number}")
    return {word: tuple(also) for word, also in found.items()}


def _add(found: dict[str, dict[str, None]], line: str, place: str) -> None:
    way, said, also, *_ = [*line.split("\t"), "", "", ""]
    words, others = _words(said), _words(also)
    if way == "both" and len(words) > 1 and not others:
        others = words
    elif way != "one" or not words or not others:
        raise ValueError(f"{place}: not a row of {', '.join(_COLUMNS)}")
    for word in words:
        alike = found.setdefault(fold(word), {})
        alike.update((other, None) for other in others if other != word)


def _words(cell: str) -> list[str]:
    return [word for word in cell.split("|") if word]
