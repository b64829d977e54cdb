"""Finding Japanese text (全文検索): what a text is found under, what a question asks for, where it was found.

Importing it loads nothing; `analyse`, `parse_query` and at times `highlight` load the analyser's dictionary, which
`release` lets go of.
"""

from yakusho.japanese.search.excerpts import Excerpt, highlight
from yakusho.japanese.search.queries import Clause, Phrase, Query, parse_query
from yakusho.japanese.search.synonyms import Synonyms, load_synonyms
from yakusho.japanese.search.terms import ANALYSER, Terms, analyse
from yakusho.japanese.search.words import loaded, release

__all__ = [
    "ANALYSER",
    "Clause",
    "Excerpt",
    "Phrase",
    "Query",
    "Synonyms",
    "Terms",
    "analyse",
    "highlight",
    "load_synonyms",
    "loaded",
    "parse_query",
    "release",
]
