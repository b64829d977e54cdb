"""House rules (家のきまり) that no tool knows; each message names what to write instead."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.tree import dotted, python_files, read, syntax, templates, text_files

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60

_CLOCK = "take the time from `yakusho.kernel.clock` (now, today): sample homes move it"
CALLS_REPLACED = {
    "datetime.now": _CLOCK,
    "datetime.utcnow": _CLOCK,
    "datetime.today": _CLOCK,
    "datetime.datetime.now": _CLOCK,
    "datetime.date.today": _CLOCK,
    "date.today": _CLOCK,
    "time.time": _CLOCK,
    "timezone.now": _CLOCK,
    "timezone.localdate": _CLOCK,
    "print": "write to a log, or to the terminal with `click.echo`",
    "eval": "write a rule in the procedure file (CEL)",
    "exec": "write a rule in the procedure file (CEL)",
    "yaml.load": "read YAML with `ruamel.yaml` of type safe",
    "uuid.uuid4": "take ids from `yakusho.kernel.ids.new_id`: they sort by time",
    "uuid4": "take ids from `yakusho.kernel.ids.new_id`: they sort by time",
}
IMPORTS_REPLACED = {
    "django.dispatch": "append a fact and take it with `@receives`: a reader finds it in `<zone>/rooms.py`",
    "django.db.models.signals": "append a fact and take it with `@receives`: a reader finds it in `<zone>/rooms.py`",
    "django.core.signing": "derive keys with `yakusho.messages.sealing`, or let the room's own token module sign",
    "pickle": "store JSON: it can be read in ten years",
    "random": "use `secrets`: what is guessed must not be a key or number",
}
EXCEPTIONS = {
    ("src/yakusho/kernel/clock.py", "datetime.now"),
    ("src/yakusho/kernel/ids.py", "time.time"),
}
"""The places that are the replacement themselves."""

Finding = tuple[Path, int, str]


def _calls() -> Iterator[Finding]:
    for path in python_files(product_only=True):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call):
                name = dotted(node.func)
                if name in CALLS_REPLACED and (path.as_posix(), name) not in EXCEPTIONS:
                    yield path, node.lineno, f"`{name}`: {CALLS_REPLACED[name]}"


def _imports() -> Iterator[Finding]:
    for path in python_files(product_only=True):
        for node in ast.walk(syntax(path)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                if node.level:
                    yield path, node.lineno, "relative import: write the full name, as everywhere"
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (
                (path, node.lineno, f"`{name}`: {IMPORTS_REPLACED[name]}") for name in names if name in IMPORTS_REPLACED
            )


def _swallowed_errors() -> Iterator[Finding]:
    for path in python_files(product_only=True):
        for node in ast.walk(syntax(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            if node.type is None:
                yield path, node.lineno, "bare except: name the error that is expected here"
            elif dotted(node.type) in ("Exception", "BaseException") and all(
                isinstance(statement, ast.Pass | ast.Continue) for statement in node.body
            ):
                yield path, node.lineno, "swallowed error: log it, or report it with `journal.problems`"


def _modules_without_purpose() -> Iterator[Finding]:
    for path in python_files(product_only=True):
        if path.name in ("__init__.py", "apps.py", "urls.py") or not syntax(path).body:
            continue
        if not ast.get_docstring(syntax(path)):
            yield path, 1, "no docstring: say in one line what the module is for"


def _long_things() -> Iterator[Finding]:
    for path in python_files():
        if "migrations" in path.parts:
            continue
        lines = len(read(path).splitlines())
        if lines > FILE_LINES_MAX:
            yield path, lines, f"{lines} lines: divide it into modules of one purpose (at most {FILE_LINES_MAX})"
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and path.name != "zone_settings.py":
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES_MAX:
                    yield path, node.lineno, f"{node.name} has {length} lines: name its parts as functions"


def _marks() -> Iterator[Finding]:
    marks = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
    places = re.compile(r"(?<![\w./~-])/(?:work|root|mnt|Users|home/[a-z]+)/[a-z.]|\.\./sha" + "red")
    for path in text_files():
        if path.name in ("package-lock.json", "LICENSE"):
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            if marks.search(line):
                yield path, number, "a mark of unfinished work: finish it, or write an issue"
            if places.search(line):
                yield path, number, "a path of one machine: take it from the home, an option or the environment"


def _ward_in_code() -> Iterator[Finding]:
    ward = re.compile("板橋|いたばし|itabashi", re.IGNORECASE)
    for path in text_files():
        if path.parts[0] == "src" and "tests" not in path.parts:
            for number, line in enumerate(read(path).splitlines(), 1):
                if ward.search(line):
                    yield path, number, "a ward's name in code: the ward is data, in `wards/`"


_TEMPLATE_RULES = {
    r"\sstyle=": "inline style: the content security policy blocks it; write a class in the stylesheet",
    r"<style\b": "inline style: the content security policy blocks it; write a class in the stylesheet",
    r"\son[a-z]+=\"": "inline script: the content security policy blocks it; listen in `ui/static`",
    r"<script(?![^>]*\ssrc=)": "inline script: the content security policy blocks it; write a file in `ui/static`",
    r"javascript:": "script address: use a button in a form",
    r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//": "third-party resource: serve it ourselves",
    r"\|safe\b": "unescaped text: let a component in `ui` build the markup",
    r"{% autoescape off": "unescaped text: let a component in `ui` build the markup",
    r"tabindex=\"[1-9]": "forced tab order: put the elements into the order of reading",
    r"target=\"_blank\"": "new window: residents lose their way back; link plainly",
}
_BESIDE_THE_CASE = "attachments/file.html"
"""Staff read a file beside the case it came with; its link says that it opens a new tab."""


def _templates() -> Iterator[Finding]:
    for path in templates():
        text = read(path)
        for pattern, instead in _TEMPLATE_RULES.items():
            if "_blank" in pattern and path.as_posix().endswith(_BESIDE_THE_CASE):
                continue
            for found in re.finditer(pattern, text):
                yield path, text.count("\n", 0, found.start()) + 1, instead
        for found in re.finditer(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE):
            if "{% csrf_token %}" not in found[0] and 'name="csrfmiddlewaretoken"' not in found[0]:
                yield path, text.count("\n", 0, found.start()) + 1, "form without `{% csrf_token %}`"
        if text.count("<h1") > 1:
            yield path, 1, "more than one `<h1>`: a page has one"


@pytest.mark.parametrize(
    "rule",
    [
        _calls,
        _imports,
        _swallowed_errors,
        _modules_without_purpose,
        _long_things,
        _marks,
        _ward_in_code,
        _templates,
    ],
    ids=lambda rule: rule.__name__.strip("_").replace("_", " "),
)
def test_house_rule_is_kept(rule: Callable[[], Iterator[Finding]]) -> None:
    findings = [f"{path}:{line}: {instead}" for path, line, instead in rule()]
    assert not findings, "\n" + "\n".join(findings)
