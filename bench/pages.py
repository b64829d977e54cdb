"""Pages of a made-up ward office (区のページ) to measure search on, and the truth of what each contains.

`pages(20_000)` gives the same pages every time. What a search must find is computed from their text alone, never from
the templates, so nothing here knows how search works. `python -m bench.pages 3` prints three of them.
"""

import hashlib
import random
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

WORDS = Path(__file__).with_suffix(".yaml")
CASES = Path(__file__).resolve().parents[1] / "src/yakusho/japanese/tests/cases/searches.tsv"
PAGES = 20_000
SEED = 20
FACETS = ("", "の手続", "について", "のよくある質問", "（令和8年度）", "：はじめての方へ", "を郵送でするとき", "の窓口")
_SLOT = re.compile(r"\{([^}]+)\}")


class Page(NamedTuple):
    """One page: `key` stays the same for the same seed and place."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Vocabulary:
    """Sentences with slots, and what a slot may say."""

    slots: dict[str, list[str]]
    general: list[str]
    topics: list[dict[str, Any]]
    friends: list[list[str]]


@cache
def vocabulary() -> Vocabulary:
    """What `pages.yaml` holds; a spelling's first form names its slot."""
    data = YAML(typ="safe").load(WORDS.read_text("utf-8"))
    slots = {str(forms[0]): [str(form) for form in forms] for forms in data["spellings"]}
    return Vocabulary(slots | data["lists"], data["general"], data["topics"], data["friends"])


def pages(count: int = PAGES, seed: int = SEED) -> Iterator[Page]:
    """`count` pages; a page depends on its place and the seed only, so fewer pages are the first of more."""
    for place in range(count):
        yield _page(place, random.Random(hashlib.sha256(f"{seed}/{place}".encode()).digest()))


def _page(place: int, chance: random.Random) -> Page:
    words = vocabulary()
    topic = chance.choice(words.topics)
    sentences = chance.sample(topic["text"], chance.randint(2, len(topic["text"])))
    sentences += chance.sample(words.general, chance.randint(4, 8))
    sentences.append(chance.choice(chance.choice(words.topics)["text"]))
    for _ in range(chance.choice((0, 1, 1, 2))):
        sentences.append(chance.choice(chance.choice(words.friends)))
    chance.shuffle(sentences)
    title = _fill(topic["title"] + chance.choice(FACETS), chance)
    return Page(f"page-{place:05}", title, "".join(_fill(sentence, chance) for sentence in sentences))


def _fill(sentence: str, chance: random.Random) -> str:
    return _SLOT.sub(lambda slot: _say(slot[1], chance), sentence)


def _say(slot: str, chance: random.Random) -> str:
    numbers = {
        "date": lambda: f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日",
        "time": lambda: f"{chance.choice(('午前', '午後'))}{chance.randint(1, 11)}時",
        "yen": lambda: f"{chance.randint(1, 300) * 100:,}",
        "days": lambda: str(chance.randint(2, 60)),
        "phone": lambda: f"03-0000-{chance.randint(0, 9999):04}",
    }
    if slot in numbers:
        return numbers[slot]()
    forms = vocabulary().slots[slot]
    # The first spelling is the commonest one.
    return forms[0] if chance.random() < 0.4 else chance.choice(forms)


def plain(text: str) -> str:
    """Text as truth compares it: widths and cases are one; spellings are not."""
    return unicodedata.normalize("NFKC", text).casefold()


class Case(NamedTuple):
    """One query: a page is relevant when, without what `must_not` names, each group has a word in it."""

    query: str
    kind: str
    must_find: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    source: str

    def relevant(self, text: str) -> bool:
        """Whether a page with this `plain` text must be found."""
        for word in self.must_not:
            text = text.replace(word, "\n")
        return bool(self.must_find) and all(any(word in text for word in group) for group in self.must_find)


def cases(path: Path = CASES) -> list[Case]:
    """The queries: `must_find` is groups joined by ` & `, each of words joined by `|`; empty means nothing is found."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return [
        Case(_unescape(query), kind, _groups(find), _words(avoid), source) for query, kind, find, avoid, source in rows
    ]


def _unescape(text: str) -> str:
    return re.sub(
        r"\\u([0-9a-fA-F]{4})|\\([tn])", lambda m: chr(int(m[1], 16)) if m[1] else {"t": "\t", "n": "\n"}[m[2]], text
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in cell.split("|") if word)


def _groups(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_words(group) for group in cell.split(" & ") if group)


def truth(of: Sequence[Case], among: Sequence[Page]) -> dict[str, set[str]]:
    """For each query the keys of the pages it must find."""
    texts = [(page.key, plain(f"{page.title}\n{page.text}")) for page in among]
    return {case.query: {key for key, text in texts if case.relevant(text)} for case in of}


if __name__ == "__main__":
    for shown in pages(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
        print(f"{shown.key}\t{shown.title}\n{shown.text}\n")
