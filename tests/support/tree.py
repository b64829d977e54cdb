"""The files of this repository as the house tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "yakusho"

_PARTS_LEFT_OUT = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "home",
    "node_modules",
}
_TEXT = {
    ".cfg",
    ".css",
    ".html",
    ".in",
    ".js",
    ".json",
    ".md",
    ".po",
    ".py",
    ".service",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}
_TEXT_NAMES = {"Makefile", ".importlinter", ".gitignore", "run"}


@cache
def text_files() -> tuple[Path, ...]:
    """Every text file that somebody wrote, relative to the repository."""
    found = []
    for path in sorted(REPOSITORY.rglob("*")):
        relative = path.relative_to(REPOSITORY)
        if _PARTS_LEFT_OUT & set(relative.parts) or any(part.endswith(".egg-info") for part in relative.parts):
            continue
        if path.is_file() and (path.suffix in _TEXT or path.name in _TEXT_NAMES):
            found.append(relative)
    return tuple(found)


@cache
def read(relative: Path) -> str:
    """The text of a file."""
    return (REPOSITORY / relative).read_text("utf-8")


def python_files(*, product_only: bool = False) -> Iterator[Path]:
    """Python files; `product_only` leaves out tests, benchmarks and migrations."""
    for path in text_files():
        if path.suffix != ".py":
            continue
        if product_only and (path.parts[0] != "src" or {"tests", "migrations"} & set(path.parts)):
            continue
        yield path


@cache
def syntax(relative: Path) -> ast.Module:
    """A Python file as its syntax tree."""
    return ast.parse(read(relative), str(relative))


def templates() -> Iterator[Path]:
    """Page and component templates."""
    return (path for path in text_files() if path.suffix == ".html" and "templates" in path.parts)


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a name or attribute; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        front = dotted(node.value)
        return f"{front}.{node.attr}" if front else ""
    return ""
