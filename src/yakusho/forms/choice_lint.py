"""Codes that a rule compares with and that nothing can have: a slip of the pen that would hold for nobody."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

_COMPARED: Final = re.compile(
    r"""(?P<path>[a-z_][a-z0-9_]*(?:\s*\.\s*[a-z_][a-z0-9_]*)*)\s*"""
    r"""(?:[=!]=\s*(?P<text>"[^"\\]*"|'[^'\\]*')|\bin\s*\[(?P<list>[^\]]*)\])"""
)
_IN_SEVERAL: Final = re.compile(r"""(?P<text>"[^"\\]*"|'[^'\\]*')\s*in\s+(?P<path>[a-z_][a-z0-9_]*)""")
_TEXT: Final = re.compile(r"""["']([^"']*)["']""")


def unknown_codes(
    source: str, choices: Mapping[str, frozenset[str]], members: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each such code: what is wrong, and what to do. `members` says which group a macro's variable goes through."""
    for found in (*_COMPARED.finditer(source), *_IN_SEVERAL.finditer(source)):
        path = re.sub(r"\s+", "", found["path"])
        first, dot, rest = path.partition(".")
        known = choices.get(f"{members.get(first, first)}{dot}{rest}")
        if known is None:
            continue
        for code in _TEXT.findall(found[0]):
            if code and code not in known:
                near = get_close_matches(code, known, 1)
                meant = f"Perhaps “{near[0]}” is meant. " if near else ""
                yield f"“{path}” is never “{code}”.", f"{meant}It can be {', '.join(sorted(known))}."
