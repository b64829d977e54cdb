"""What a question of a resident finds among the published things."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from yakusho.japanese.search import Excerpt
from yakusho.kernel import clock
from yakusho.kernel.languages import prefix_of, tag_of
from yakusho.portal.middleware import LANGUAGES
from yakusho.portal.publications.finding import INDICATOR, KINDS
from yakusho.portal.publications.procedures import procedure
from yakusho.search import index
from yakusho.search.index import Hit

QUERY_CHARACTERS_MAX = 100
AFTER_CHARACTERS_MAX = 60


@dataclass(frozen=True)
class Result:
    """One found thing as the page shows it; `language` is that of its words where it isn't the page's."""

    url: str
    is_indicator: bool
    state: str
    minutes: int
    title: Excerpt
    excerpt: Excerpt
    language: str


@dataclass(frozen=True)
class Results:
    """A page of results and where the next one is."""

    query: str
    results: list[Result]
    more_url: str
    first_url: str
    other_language: bool


def results_for(query: str, after: str) -> dict[str, Results]:
    """What is found in the reader's language; only where nothing is, in another."""
    own = get_language() or LANGUAGES[0]
    place = after[:AFTER_CHARACTERS_MAX]
    # A place in the results says by how it begins in which language they are.
    begun = next((each for each in LANGUAGES if place.startswith(prefix_of(each))), None)
    languages = [begun] if begun else _near_to(own)
    page, language = index.Page([], ""), own
    for language in languages:
        page = index.find(query, kinds=KINDS, language=language, after=place.removeprefix(prefix_of(language)))
        if page.hits:
            break
    home = reverse("home")
    more = f"{home}?{urlencode({'q': query, 'after': prefix_of(language) + page.after})}" if page.after else ""
    first = f"{home}?{urlencode({'q': query})}" if place else ""
    results = [_result(hit, own) for hit in page.hits]
    return {"found": Results(query, results, more, first, bool(results) and language != own)}


def _near_to(own: str) -> list[str]:
    """The languages to look in, the reader's first, then the one most like it."""
    return sorted(LANGUAGES, key=lambda each: (each != own, tag_of(each) != tag_of(own), each != LANGUAGES[0]))


def _result(hit: Hit, own: str) -> Result:
    is_indicator = hit.kind == INDICATOR
    offered = None if is_indicator else procedure(hit.key)
    return Result(
        url=reverse("plan:indicator" if is_indicator else "procedure", args=[hit.key]),
        is_indicator=is_indicator,
        state=offered.state(clock.today()) if offered else "",
        minutes=offered.definition.minutes if offered else 0,
        title=hit.title,
        excerpt=hit.excerpt,
        language="" if hit.language == own else tag_of(hit.language),
    )
