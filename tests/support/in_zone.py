"""Asking a zone something that only a process under its settings can answer."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tests.support.tree import REPOSITORY


def ask(module: str, zone: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """Run a module under a zone's settings; what it printed as one JSON object."""
    process = subprocess.run(
        [sys.executable, "-m", module],
        cwd=REPOSITORY,
        env={
            **environment,
            "DJANGO_SETTINGS_MODULE": f"yakusho.{zone}.settings",
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
        },
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert process.returncode == 0, process.stderr
    found: dict[str, Any] = json.loads(process.stdout)
    return found
