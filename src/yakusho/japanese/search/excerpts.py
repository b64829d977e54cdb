"""Where a text answers a question: an excerpt around the place, and what to mark in it."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from yakusho.japanese.search.folding import Folded, fold_with_places
from yakusho.japanese.search.queries import Phrase, Query
from yakusho.japanese.search.terms import Terms, analyse

EXCERPT_CHARACTERS = 160
READ_CHARACTERS_MAX = 20_000  # of a longer text the beginning is looked through
ANALYSED_CHARACTERS_MAX = 4_000
SPANS_MAX = 20
_LEAD_CHARACTERS = 40
_KANJI = re.compile("[㐀-䶿一-鿿々〇]")
_SENTENCE = re.compile("[^。\n]+")
_SENTENCE_END = re.compile(r"[。！？!?\n]\s*")

Span = tuple[int, int]


class Excerpt(NamedTuple):
    """A piece of a text (抜粋) and the spans to mark in it, in order and apart."""

    text: str
    spans: tuple[Span, ...]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text cut at its spans: each piece, and whether it is marked."""
        edges = [0, *chain.from_iterable(self.spans), len(self.text)]
        cut = [(self.text[begin:end], bool(place % 2)) for place, (begin, end) in enumerate(pairwise(edges))]
        return [piece for piece in cut if piece[0]]


def highlight(text: str, query: Query, characters: int = EXCERPT_CHARACTERS, language: str = "ja") -> Excerpt:
    """The part of a text that answers a question, at most `characters` long besides its ellipses.

    What is written as asked is marked; where nothing is, words that mean the same or are spelled otherwise.
    """
    text = text[:READ_CHARACTERS_MAX]
    folded = fold_with_places(text)
    return _cut(text, _apart(_found(folded, query, language))[:SPANS_MAX], characters)


def _found(folded: Folded, query: Query, language: str) -> list[Span]:
    """The spans of what was said as written, else as spelled otherwise, else of other words for it.

    Where a word of kana may be spelled in kanji (たばこ, 煙草) every sentence must be analysed, so that comes last.
    """
    said = [clause.said for clause in query.clauses]
    alike = [phrase for clause in query.clauses for phrase in clause.alike]
    return (
        _written(folded, said)
        or _spoken(folded, [phrase for phrase in said if _kanji([phrase])], language)
        or _written(folded, alike)
        or _spoken(folded, [*said, *alike], language)
    )


def _written(folded: Folded, phrases: list[Phrase]) -> list[Span]:
    runs = {run for phrase in phrases for run in phrase.runs}
    return [span for run in runs for span in _places(folded, run)]


def _places(folded: Folded, run: str) -> Iterator[Span]:
    for found in re.finditer(re.escape(run), folded.text):
        yield _original(folded, found.start(), found.end())


def _original(folded: Folded, begin: int, end: int) -> Span:
    places = folded.places
    first, last = places[begin], places[end]
    while last <= first:  # a character that became several, marked in part
        end += 1
        last = places[end]
    return first, last


def _spoken(folded: Folded, phrases: list[Phrase], language: str) -> list[Span]:
    """Where phrases are spelled otherwise: of sentences only those that share a kanji with one of them are analysed."""
    sequences = {phrase.words for phrase in phrases if phrase.words}
    found: list[Span] = []
    kanji = _kanji(phrases) if all(_kanji([phrase]) for phrase in phrases) else ""
    sharing = re.compile(f"[{kanji}]") if kanji else None
    for sentence in _SENTENCE.finditer(folded.spoken, 0, ANALYSED_CHARACTERS_MAX) if sequences else ():
        if sharing is None or sharing.search(sentence[0]):
            terms = analyse(sentence[0], language)
            if terms.folded == folded.text[sentence.start() : sentence.end()]:
                for begin, end in _one_after_the_other(terms, sequences):
                    found.append(_original(folded, sentence.start() + begin, sentence.start() + end))
    return found


def _kanji(phrases: list[Phrase]) -> str:
    return "".join({char for phrase in phrases for word in phrase.words for char in _KANJI.findall(word)})


def _one_after_the_other(terms: Terms, sequences: set[tuple[str, ...]]) -> Iterator[Span]:
    words = tuple(terms.words)
    for sequence in sequences:
        for place in range(len(words) - len(sequence) + 1):
            if words[place : place + len(sequence)] == sequence:
                yield terms.parts[place].begin, terms.parts[place + len(sequence) - 1].end


def _apart(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _cut(text: str, spans: list[Span], characters: int) -> Excerpt:
    if len(text) <= characters:
        return Excerpt(text, tuple(spans))
    begin = _begin(text, spans[0][0] if spans else 0, characters)
    end = min(len(text), begin + characters)
    before, after = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(before) - begin
    kept = [
        (max(first, begin) + shift, min(last, end) + shift) for first, last in spans if first < end and last > begin
    ]
    return Excerpt(f"{before}{text[begin:end]}{after}", tuple(kept))


def _begin(text: str, hit: int, characters: int) -> int:
    """Where the excerpt begins: with the sentence of the first hit, unless that begins far before it."""
    begin = max(0, min(hit - min(_LEAD_CHARACTERS, characters // 3), len(text) - characters))
    if begin == 0:
        return 0
    sentence = _SENTENCE_END.search(text, begin, hit)
    return sentence.end() if sentence and sentence.end() <= begin + _LEAD_CHARACTERS else begin
