"""Small shapes that stand beside words (記号), so that no meaning hangs on colour alone and print stays clear."""

from functools import cache

from django.utils.safestring import SafeString

# Paths on a grid of 16: ring, half disc, tick, triangle, octagon and dash differ in outline, not only in colour.
_RING = "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zm0 2a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z"
_PATHS = {
    "done": "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zm3.5 4L13 6.4l-6 6L3.4 8.8l1.4-1.4L7 9.6z",
    "current": f"{_RING}M8 3.5a4.5 4.5 0 0 1 0 9z",
    "waiting": _RING,
    "warning": "M8 1L16 15H0zM7 6v4.5h2V6zm0 5.5v2h2v-2z",
    "stopped": "M5 1h6l4 4v6l-4 4H5l-4-4V5zm.4 3L4 5.4 6.6 8 4 10.6 5.4 12 8 9.4l2.6 2.6 1.4-1.4L9.4 8 12 5.4 10.6 4z",
    "none": "M3 7h10v2H3z",
    "info": "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM7 7h2v5H7zm0-3h2v2H7z",
}
KINDS = tuple(kind for kind in _PATHS if kind != "info")


@cache
def shape(kind: str) -> SafeString:
    """The shape as inline SVG, hidden from screen readers: the word beside it says the same.

    Raises:
        KeyError: there is no such shape.
    """
    return SafeString(
        f'<svg class="shape shape-{kind}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" '
        f'focusable="false"><path fill="currentColor" fill-rule="evenodd" d="{_PATHS[kind]}"/></svg>'
    )
