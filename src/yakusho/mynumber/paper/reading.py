"""What staff typed from a paper: read by the same rules as an application online, but it may have gaps (不備)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, get_args

from django.utils.translation import gettext as _

from yakusho.forms import Compiled, PageResult
from yakusho.forms.posts import Offers
from yakusho.kernel.errors import FieldError

Way = Literal["post", "counter"]
WAYS: tuple[Way, ...] = get_args(Way)
ARRIVED_DAYS_MAX = 180  # an older stamp is a slip of the finger
NOTE_CHARACTERS_MAX = 200

# No item of a form can be called `go`, so the room's own inputs begin with it.
ONCE, WAY, ARRIVED, SCAN, MARK = "go-once", "go-way", "go-arrived", "go-scan", "go-mark-"


@dataclass(frozen=True)
class Typed:
    """One paper as it was typed: answers that could be read, texts to show again, what has to be mended or marked.

    `marked` are items that are missing, unreadable or contradictory on the paper itself: nothing is said of them.
    """

    answers: Mapping[str, Any]
    texts: Mapping[str, str]
    rows: Mapping[str, int]
    errors: Sequence[FieldError]
    marked: frozenset[str] = frozenset()
    way: Way = "post"
    arrived_on: date | None = None
    arrived_text: str = ""
    notes: Sequence[tuple[str, str]] = field(default_factory=tuple)
    offers: Mapping[str, Offers] = field(default_factory=dict)


def read(
    compiled: Compiled, post: Mapping[str, Sequence[str]], files: frozenset[str], today: date, language: str
) -> Typed:
    """Read the whole paper at once; `files` are the items that a scan was chosen for."""
    marked = frozenset(name.removeprefix(MARK) for name in post if name.startswith(MARK))
    answers: dict[str, Any] = {}
    results = _pages(compiled, post, answers, today, language)
    answers = dict(results[-1].answers)
    found = [error for result in results for error in result.errors]
    wrong = {_owner(error) for error in found}
    found += [error for error in compiled.check(answers, today, language) if _owner(error) not in wrong]
    quiet = marked | files
    way = _first(post, WAY)
    arrived, late = _arrived(_first(post, ARRIVED), today)
    texts = {name: text for result in results for name, text in result.typed.items()}
    return Typed(
        answers=compiled.record(answers, today),
        texts=texts,
        rows={group: count for result in results for group, count in result.rows.items()},
        errors=[*late, *(error for error in dict.fromkeys(found) if _owner(error) not in quiet)],
        marked=marked,
        way="counter" if way == "counter" else "post",
        arrived_on=arrived,
        arrived_text=_first(post, ARRIVED),
        notes=[(item, _note(item, texts, answers)) for item in _known(compiled, marked)],
        offers={name: each for result in results for name, each in result.offers.items() if _item(name) not in quiet},
    )


def _pages(
    compiled: Compiled, post: Mapping[str, Sequence[str]], answers: dict[str, Any], today: date, language: str
) -> list[PageResult]:
    """Every page read twice: what is asked on one may hang on an answer on another."""
    results: list[PageResult] = []
    for _turn in range(2):
        results = []
        for page in compiled.pages:
            given = {name: texts for name, texts in post.items() if name in page.names or name in page.members}
            result = compiled.read_page(page.id, given, answers, language, today=today)
            answers = dict(result.answers)
            results.append(result)
    return results


def _owner(error: FieldError) -> str:
    return _item(error.path)


def _item(name: str) -> str:
    """The item of the page that an input belongs to."""
    return name.partition("-")[0]


def _first(post: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(post.get(name, ())), "")


def _arrived(text: str, today: date) -> tuple[date | None, list[FieldError]]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, [FieldError(ARRIVED, _("Enter the day on which the paper arrived."))]
    if not today - timedelta(days=ARRIVED_DAYS_MAX) <= day <= today:
        return None, [FieldError(ARRIVED, _("Enter a day up to today, as it is stamped on the paper."))]
    return day, []


def _known(compiled: Compiled, marked: frozenset[str]) -> list[str]:
    return [item.id for page in compiled.pages for item in page.items if item.id in marked]


def _note(item: str, texts: Mapping[str, str], answers: Mapping[str, Any]) -> str:
    """What is said of a marked item; what was typed but can't be kept as an answer stands here instead."""
    said = _("Missing, unreadable or contradictory on the paper.")
    if item in answers:
        return said
    typed = " / ".join(text for name, text in texts.items() if name == item or name.startswith(f"{item}-"))
    return f"{said} {typed[:NOTE_CHARACTERS_MAX]}".strip()
