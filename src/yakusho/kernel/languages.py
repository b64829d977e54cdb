"""The languages of pages (表示言語): their codes and names, what HTML calls them, how addresses begin."""

EASY = "ja-easy"
"""Easy Japanese (やさしい日本語): short sentences, readings beside kanji; what it lacks is said in Japanese."""

NAMES = {"ja": "日本語", "en": "English", EASY: "やさしい日本語"}
"""How each language calls itself."""


def tag_of(language: str) -> str:
    """The language as HTML and screen readers know it: easy Japanese is Japanese."""
    return language.partition("-")[0]


def prefix_of(language: str) -> str:
    """What an address begins with in this language."""
    return "easy" if language == EASY else language
