"""Pages that are the same for everybody except in a few places: rendered once, then only filled in.

A template names its places with `{{ hole.token }}`. The first request renders it; later ones join the pieces, because
the journey of an application has to cost about a millisecond a page.
"""

import re
from collections.abc import Callable, Hashable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from yakusho.ui.context import House

SHELLS_MAX = 2_000
_HOLE = re.compile("\ue000([a-z_]+)\ue001")

_shells: dict[Hashable, list[str]] = {}
_texts: dict[Hashable, str] = {}


class _Holes:
    """What a template sees as `hole`: each name is a mark that no text of ours contains."""

    def __getitem__(self, name: str) -> SafeString:
        return SafeString(f"\ue000{name}\ue001")


class FormHouse(House):
    """The house as form pages show it: a plain link to the other language would lose what was typed."""

    languages: list = []


def page(
    request: HttpRequest,
    key: Hashable,
    template: str,
    context: Callable[[], dict[str, object]],
    holes: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    """A page from its shell; `context` is asked only when no shell of this `key` is kept yet.

    The values of `holes` must be safe HTML.
    """
    pieces = _shells.get(key)
    if pieces is None:
        holes_of = _Holes()
        values = {"house": FormHouse(request), "hole": holes_of, "csrf_token": holes_of["csrf"], **context()}
        pieces = _HOLE.split(render_to_string(template, values))
        if len(_shells) >= SHELLS_MAX:
            _shells.clear()
        _shells[key] = pieces
    filled = pieces.copy()
    filled[1::2] = [holes[name] for name in pieces[1::2]]
    return HttpResponse("".join(filled), status=status)


def once(key: Hashable, make: Callable[[], str]) -> str:
    """Text that is the same for everybody, made when it is first asked for."""
    text = _texts.get(key)  # looked up once: another thread may clear between two looks
    if text is None:
        text = make()
        if len(_texts) >= SHELLS_MAX:
            _texts.clear()
        _texts[key] = text
    return text


def forget() -> None:
    """Make everything anew next time, as after a restart."""
    _shells.clear()
    _texts.clear()
