"""The generated configuration starts two processes a zone, whatever the folder is called."""

import configparser
import os
import shlex
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from yakusho.cli import processes
from yakusho.cli.home import Home
from yakusho.cli.supervision import configuration


def _read(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(inline_comment_prefixes=(" ;",))
    parser.read_string(text)
    return parser


def test_each_zone_has_a_web_process_and_a_worker(home: Home) -> None:
    programs = [name for name in _read(configuration(home)).sections() if name.startswith("program:")]
    assert programs == [
        f"program:{zone}-{role}" for zone in ("portal", "office", "mynumber") for role in ("web", "worker")
    ]


def test_a_zone_alone_on_its_machine_starts_alone(home: Home) -> None:
    for zone in ("office", "mynumber"):
        (home.zone(zone) / "keys").rename(home.zone(zone) / "elsewhere")
    assert "office" not in configuration(home)


def test_percent_signs_and_spaces_in_a_path_survive(home: Home) -> None:
    odd = home.path.with_name("home 100% ours")
    home.path.rename(odd)
    section = _read(configuration(replace(home, path=odd)))["program:portal-web"]
    assert section["directory"] % {} == str(odd)
    assert shlex.split(section["command"])[-2:] == ["portal", "web"]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own signal is Linux's")
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    child = "from yakusho.cli.processes import end_with_parent; import time; end_with_parent(); time.sleep(60)"
    parent = (
        f"import os, subprocess, sys, time; os.environ[{processes.PARENT!r}] = str(os.getpid());"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}]); print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        number = int(process.stdout.readline())
        time.sleep(0.5)
        assert _alive(number)
        process.kill()
    deadline = time.monotonic() + 5
    while _alive(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(number)


def test_a_child_of_a_parent_that_is_gone_ends_at_once() -> None:
    environment = {**os.environ, processes.PARENT: "1"}
    script = "from yakusho.cli.processes import end_with_parent; end_with_parent(); print('still here')"
    result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)
    assert result.returncode < 0
    assert result.stdout == b""


def _alive(number: int) -> bool:
    return bool(processes.command_line(number))
