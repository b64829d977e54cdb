"""Kana for bank files (全銀 半角カナ): what a transfer file can carry of a name, and each change that led there.

Source: 全銀協 総合振込・給与振込, 付録1 (characters) and the abbreviations of legal forms (法人略語). Kana but no
small ones, digits and space everywhere, letters not in payroll files; a long mark is a hyphen, a voicing mark a byte
of its own. Nothing is cut and no reading of a kanji is guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Final, Literal, NamedTuple

from yakusho.japanese.bank_cells import Cell, bank_cells
from yakusho.japanese.characters import normal
from yakusho.japanese.legal_forms import LegalForm, legal_forms
from yakusho.japanese.name_characters import KANA, KANJI

BankText = Literal["account", "payroll", "branch", "edi"]

BYTES_MAX: Final = {"account": 30, "payroll": 30, "branch": 15, "edi": 20}
SYMBOLS: Final = {"account": "()-.", "payroll": "", "branch": "-", "edi": "\\｢｣()-/.ｦ"}
"""What each class of text admits beside kana, letters, digits and space (付録1)."""

_DOUBTS: Final = {
    "wo_to_o": 0.9,
    "old_kana": 0.9,
    "iteration_mark": 0.95,
    "middle_dot_to_space": 0.9,
    "full_stop_to_space": 0.9,
    "legal_form": 1.0,
    "branch_word": 1.0,
}
"""Changes that a person should see, and how sure each is; the others only write the same in another way."""

_CELL = re.compile(r".[゛゜ﾞﾟ\u3099\u309a]?", re.DOTALL)
_MARK = re.compile(r"[゛゜ﾞﾟ\u3099\u309a]")
_KANJI = re.compile(f"[{KANJI}]")
_KANA = re.compile(f"[{KANA}]")
_SEVERAL_SPACES = re.compile(" {2,}")
_EDGE_SPACE = re.compile(r"\A | \Z")


class Change(NamedTuple):
    """One change: from which character of the original, what stood there, what stands there now, which rule."""

    start: int
    before: str
    after: str
    rule: str


class BankKana(NamedTuple):
    """A text as a bank file carries it; `text` is empty where it can't, but stays whole where it is only too long."""

    original: str
    text: str
    changes: tuple[Change, ...]
    valid: bool
    confidence: float
    reasons: tuple[str, ...]
    flags: tuple[str, ...]


class _Rules(NamedTuple):
    cells: dict[str, Cell]
    refused: re.Pattern[str]
    bytes_max: int


_Piece = tuple[str, str, str]
"""What stood in the original, what stands there now, which rule changed it (none: "")."""


def to_bank_kana(text: str, kind: BankText = "account", symbols: str = "") -> BankKana:
    """Write a name or a message in the characters of a bank file (全銀文字).

    `symbols` are those that a bank admits instead of the standard's for this kind; ｦ among them keeps ヲ.

    Raises:
        ValueError: `kind` or `symbols` aren't of the standard.
    """
    rules = _rules(kind, symbols)
    pieces = _spaced(_cells(text, rules))
    if kind != "edi":  # a message names invoices and purposes; brackets in it are no legal forms
        pieces = _abbreviated(pieces, kind)
    result = "".join([after for _, after, _ in pieces])
    if rules.refused.search(result):
        return _refused(text, pieces, rules)
    if not result:
        return _refused(text, pieces, rules, "empty")
    changes = tuple(_changes(pieces))
    rules_used = tuple(dict.fromkeys(rule for _, _, rule in pieces if rule))
    reasons = tuple(rule for rule in rules_used if rule in _DOUBTS)
    flags = tuple(rule for rule in rules_used if rule not in _DOUBTS)
    if len(result) > rules.bytes_max:
        return BankKana(text, result, changes, False, 0.0, ("too_long",), flags)
    return BankKana(text, result, changes, True, min((1.0, *map(_DOUBTS.__getitem__, reasons))), reasons, flags)


def undo(text: str, changes: tuple[Change, ...]) -> str:
    """Give the original back from a result and its changes."""
    out: list[str] = []
    read = 0
    original = 0
    for change in changes:
        kept = change.start - original
        out += text[read : read + kept], change.before
        read += kept + len(change.after)
        original = change.start + len(change.before)
    return "".join([*out, text[read:]])


def _cells(text: str, rules: _Rules) -> list[_Piece]:
    """Take a text apart and write each character as a bank does; what it has no form for stays as it is."""
    pieces: list[_Piece] = []
    known = rules.cells
    for cell in _CELL.findall(text):
        if found := known.get(cell):
            pieces.append((cell, *found))
        else:
            pieces += _unusual(cell, pieces[-1][1] if pieces else "", rules)
    return pieces


def _unusual(cell: str, previous: str, rules: _Rules) -> Iterator[_Piece]:
    """Read a cell that isn't in the table: a lone mark, an iteration mark, a compatibility form, or anything else."""
    if len(cell) > 1:
        yield (cell[0], *rules.cells[cell[0]]) if cell[0] in rules.cells else (cell[0], cell[0], "")
        yield cell[1], _lone_mark(cell[1]), ""
    elif _MARK.match(cell):
        yield cell, _lone_mark(cell), ""
    elif cell in "ヽヾゝゞ" and (repeated := _repeated(previous, cell in "ヾゞ")) in rules.cells:
        yield cell, repeated, "iteration_mark"
    elif (formed := normal(cell)) != cell and not _MARK.match(formed):
        parts = (rules.cells.get(part, (part,))[0] for part in _CELL.findall(formed))
        yield cell, "".join(parts), "width"
    else:
        yield cell, cell, ""


def _repeated(previous: str, voiced: bool) -> str:
    kana = previous.rstrip("ﾞﾟ")[-1:]
    return kana + "ﾞ" * voiced if "ｱ" <= kana <= "ﾝ" else ""


def _lone_mark(mark: str) -> str:
    return "゛" if mark in "゛ﾞ\u3099" else "゜"


def _edited(pieces: list[_Piece], edits: Iterable[tuple[int, int, str]], rule: str) -> list[_Piece]:
    """Replace spans of what the pieces say together; the pieces that a span touches become one."""
    out: list[_Piece] = []
    rest = iter(pieces)
    done = 0
    for start, end, new in edits:
        if start < done:  # two spans in what was one character of the original
            continue
        while done <= start:
            out.append(next(rest))
            done += len(out[-1][1])
        joined = [out.pop()]
        begin = done - len(joined[0][1])
        while done < end:
            joined.append(next(rest))
            done += len(joined[-1][1])
        now = "".join([after for _, after, _ in joined])
        told = next((earlier for _, _, earlier in joined if earlier in _DOUBTS), rule)
        before = "".join([piece[0] for piece in joined])
        out.append((before, now[: start - begin] + new + now[end - begin :], told if rule == "spaces" else rule))
    out.extend(rest)
    return out


def _found(
    pieces: list[_Piece], pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> Iterator[tuple[int, int, str]]:
    for found in pattern.finditer("".join([after for _, after, _ in pieces])):
        if (new := replace(found)) != found[0]:
            yield found.start(), found.end(), new


def _spaced(pieces: list[_Piece]) -> list[_Piece]:
    """Leave one space between parts and none at the edges."""
    single = _edited(pieces, _found(pieces, _SEVERAL_SPACES, lambda found: " "), "spaces")
    return _edited(single, _found(single, _EDGE_SPACE, lambda found: ""), "spaces")


def _abbreviated(pieces: list[_Piece], kind: str) -> list[_Piece]:
    """Abbreviate legal forms and the words of names; a form that stands without a name leaves nothing."""
    words = _words()
    if kind == "branch":
        pieces = _edited(pieces, _found(pieces, words.bank, lambda found: words.banks[found[0]]), "branch_word")
        pieces = _edited(pieces, _ending(pieces), "branch_word")
    pieces = _edited(pieces, _found(pieces, words.business, lambda found: words.shorts[found[0]]), "legal_form")
    flat = "".join([after for _, after, _ in pieces])
    if flat and not words.form.sub("", flat):
        return [(before, "", "legal_form") for before, _, _ in pieces]
    return _edited(pieces, _found(pieces, words.form, words.placed), "legal_form")


def _ending(pieces: list[_Piece]) -> Iterator[tuple[int, int, str]]:
    """Find what a branch name ends in and a bank leaves out (シテン, ギンコウ), as often as it stands there."""
    flat = "".join([after for _, after, _ in pieces])
    end = len(flat)
    while dropped := next((word for word in _words().endings if flat.endswith(word, 0, end) and len(word) < end), ""):
        end -= len(dropped)
        end -= flat[end - 1] == " "
    if end < len(flat):
        yield end, len(flat), ""


class _Words(NamedTuple):
    form: re.Pattern[str]
    business: re.Pattern[str]
    bank: re.Pattern[str]
    endings: tuple[str, ...]
    shorts: dict[str, str]
    banks: dict[str, str]

    def placed(self, found: re.Match[str]) -> str:
        """Write a legal form as its place in the name asks: `ｶ)X`, `X(ｶ)Y`, `X(ｶ`."""
        short = self.shorts[found[0].strip(" ()")]
        if found.start() == 0:
            return f"{short})"
        return f"({short}" if found.end() == len(found.string) else f"({short})"


@cache
def _words() -> _Words:
    forms = [form for form in legal_forms() if form.kind in ("form", "office")]
    alone = _shorts(forms, lambda form: (form.bank,))
    full = _shorts(forms, lambda form: form.written + form.kana)
    bracketed = {**alone, **full, **_shorts(forms, lambda form: form.bracketed)}
    business = _shorts(_of_kind("business"), lambda form: form.written)
    banks = _shorts(_of_kind("bank"), lambda form: form.written + form.kana)
    endings = _shorts(_of_kind("ending"), lambda form: form.written + form.kana)
    form = rf" ?\({_any(bracketed)}\) ?| ?{_any(full)} ?|\A{_any(alone)}\) ?| ?\({_any(alone)}\Z"
    return _Words(
        form=re.compile(form),
        business=re.compile(_any(business)),
        bank=re.compile(_any(banks)),
        endings=tuple(endings),
        shorts={**bracketed, **business},
        banks=banks,
    )


def _of_kind(kind: str) -> list[LegalForm]:
    return [form for form in legal_forms() if form.kind == kind]


def _shorts(forms: list[LegalForm], spellings: Callable[[LegalForm], tuple[str, ...]]) -> dict[str, str]:
    """Give the bank's abbreviation of each spelling, both as the pieces have them."""
    return {_written(word): _written(form.bank) for form in forms for word in spellings(form)}


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _written(word: str) -> str:
    """Write a word of the table as the pieces have it: kana as in a bank file, kanji as they are."""
    cells = _rules("account", "").cells
    return "".join(cells.get(cell, (cell,))[0] for cell in _CELL.findall(word))


def _changes(pieces: list[_Piece]) -> Iterator[Change]:
    """Tell the changes, neighbours by one rule as one."""
    start = 0
    for rule, group in groupby(pieces, lambda piece: piece[2] if piece[0] != piece[1] else None):
        befores, afters, _ = zip(*group, strict=True)
        before = "".join(befores)
        if rule is not None:
            yield Change(start, before, "".join(afters), rule)
        start += len(before)


def _refused(text: str, pieces: list[_Piece], rules: _Rules, reason: str = "") -> BankKana:
    """Say why a text can't be written; its changes name the characters that stand in the way."""
    marked = [(before, "", _why(after, rules)) for before, after, _ in pieces]
    reasons = tuple(dict.fromkeys(rule for _, _, rule in marked if rule != "left_out")) or (reason,)
    return BankKana(text, "", tuple(_changes(marked)), False, 0.0, reasons, ())


def _why(after: str, rules: _Rules) -> str:
    if not (refused := rules.refused.search(after)):
        return "left_out"
    char = refused[0]
    if char in "゛゜":
        return "lone_mark"
    if _KANJI.match(char):
        return "kanji"
    if _KANA.match(char):
        return "unsupported_kana"
    if "A" <= char <= "Z":
        return "latin_not_allowed"
    category = unicodedata.category(char)
    return "symbol_not_allowed" if category[0] == "P" or category in ("Sm", "Sc", "Sk") else "unsupported_character"


@lru_cache(maxsize=64)
def _rules(kind: str, symbols: str) -> _Rules:
    standard = "".join(SYMBOLS.values())
    if kind not in SYMBOLS or not set(symbols) <= set(standard):
        raise ValueError(f"no kind {kind!r}, or symbols {symbols!r} that the standard doesn't have ({standard})")
    admitted = symbols or SYMBOLS[kind]
    letters = "" if kind == "payroll" else "A-Z"
    cells = bank_cells()
    if "ｦ" not in admitted:
        cells |= dict.fromkeys("ヲをｦ", ("ｵ", "wo_to_o"))
    if kind == "account" and "." not in admitted:
        cells |= dict.fromkeys(".．", (" ", "full_stop_to_space"))
    return _Rules(cells, re.compile(f"[^ｱ-ﾝﾞﾟ0-9 {letters}{re.escape(admitted)}]"), BYTES_MAX[kind])
