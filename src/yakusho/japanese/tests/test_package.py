"""The package stands alone: whoever takes it needs Python, and for the words of a search the analyser."""

import subprocess
import sys
from pathlib import Path

import yakusho.japanese

PACKAGE = Path(yakusho.japanese.__file__).parent
SOURCE = PACKAGE.parents[1]
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    __import__(name)
packages = {name.partition(".")[0] for name in sys.modules if not name.startswith("_sysconfigdata")}
print(*sorted(packages - set(sys.stdlib_module_names) - {"__main__"}))
print(*sorted(name for name in sys.modules if name.startswith("yakusho.")))
"""


def _modules() -> list[str]:
    files = (path.relative_to(SOURCE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return sorted(".".join(file.parts).removesuffix(".__init__") for file in files if "tests" not in file.parts)


def _imported(names: list[str], *options: str) -> tuple[set[str], set[str]]:
    """The packages outside the standard library, and our modules, that a fresh interpreter ends up with."""
    command = [sys.executable, "-I", *options, "-c", PROGRAM, str(SOURCE), *names]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode == 0, finished.stderr
    packages, modules = finished.stdout.splitlines()
    return set(packages.split()), set(modules.split())


def _ours(modules: set[str]) -> set[str]:
    return {".".join(name.split(".")[:2]) for name in modules}


def test_everything_but_search_runs_on_python_alone() -> None:
    packages, modules = _imported([name for name in _modules() if ".search" not in name], "-S")
    assert packages == {"yakusho"}
    assert _ours(modules) <= {"yakusho.japanese", "yakusho.kernel"}


def test_importing_search_loads_neither_django_nor_the_analyser() -> None:
    packages, modules = _imported(_modules())
    assert not packages & {"django", "sudachipy"}
    assert _ours(modules) <= {"yakusho.japanese", "yakusho.kernel"}


def test_the_package_itself_imports_nothing() -> None:
    assert _imported(["yakusho.japanese"], "-S") == ({"yakusho"}, {"yakusho.japanese"})
