"""What the sandbox takes away, and what it means when a child ends in another way than it should."""

import json
import os
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from yakusho.desk.attachments import sandbox
from yakusho.desk.attachments.outcome import Outcome, Suspicious
from yakusho.desk.attachments.tests import corpus
from yakusho.desk.attachments.tests.conftest import child_of

pytestmark = pytest.mark.sqlite  # no database is asked

PDF = "application/pdf"
CONFINE = "from yakusho.desk.attachments.confine import confine"

LOOK_ROUND = """
import json, os, socket, subprocess, sys
from yakusho.desk.attachments.confine import confine

def can(act):
    try:
        act()
    except OSError:
        return False
    return True

def network():
    socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=2).close()

before = {"network": can(network), "home": os.path.exists(sys.argv[1]), "names": sorted(os.listdir("/"))}
before["environment"] = sorted(set(os.environ) - {"LC_CTYPE", "PWD"})
places = ("", os.path.dirname(json.__file__))
before["root"], before["code"] = (can(lambda: open(folder + "/x", "w")) for folder in places)
confine()
after = {
    "socket": can(lambda: socket.socket()),
    "program": can(lambda: subprocess.run([sys.executable, "-c", ""], check=True)),
    "file": can(lambda: open("x", "w").write("x" * 10_000_000)),
    "kill": can(lambda: os.kill(1, 0)),
}
print(json.dumps([before, after]))
"""


def _look_round(folder: Path, line: list[str], *arguments: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [*line, sys.executable, "-I", "-B", "-c", LOOK_ROUND, *arguments],
        env={},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_the_command_shuts_everything_out_but_the_code() -> None:
    line = sandbox.command("application/pdf", program="/usr/bin/bwrap")
    walls, child = line[: line.index("--")], line[line.index("--") + 1 :]
    for wall in ("--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--remount-ro"):
        assert wall in walls
    assert ("--cap-drop", "ALL") in pairwise(walls)
    writable = [walls[place + 1] for place, word in enumerate(walls) if word in ("--tmpfs", "--bind", "--dev-bind")]
    assert writable == ["/tmp"]
    shown = {Path(walls[place + 1]) for place, word in enumerate(walls) if word == "--ro-bind"}
    home = Path(os.environ["YAKUSHO_HOME"])
    assert not [folder for folder in shown if folder == home or folder in home.parents or home in folder.parents]
    assert child[1:] == ["-I", "-B", "-m", "yakusho.desk.attachments.child", "application/pdf"]


def test_inside_there_is_no_network_no_home_no_environment_and_nothing_to_write_to(tmp_path: Path) -> None:
    """Where a machine forbids sandboxes, it must say so; the child's own limits are proven by the next test."""
    if sandbox.missing():
        assert sandbox.missing() in ("no_program", "not_permitted")
        return
    line = sandbox.command()
    walls = line[: line.index("--") + 1]
    with socket_listening() as port:
        before, after = _look_round(tmp_path, walls, os.environ["YAKUSHO_HOME"], str(port))
    assert before["network"] is before["home"] is before["root"] is before["code"] is False
    assert before["environment"] == []
    assert set(before["names"]) <= {"bin", "dev", "etc", "lib", "lib32", "lib64", "sbin", "tmp", "usr"} | {
        folder.parts[1] for folder in sandbox.code_folders()
    }
    assert not any(after[name] for name in ("socket", "program", "file"))


def test_the_child_takes_network_programs_and_files_from_itself(tmp_path: Path) -> None:
    with socket_listening() as port:
        before, after = _look_round(tmp_path, [], os.environ["YAKUSHO_HOME"], str(port))
    assert before["network"] is before["home"] is True
    assert not any(after[name] for name in ("socket", "program", "file"))


class socket_listening:
    """Somebody who would answer, at a port of this machine."""

    def __enter__(self) -> int:
        import socket

        self._socket = socket.create_server(("127.0.0.1", 0))
        return int(self._socket.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def test_a_copy_comes_back_through_the_real_sandbox() -> None:
    if sandbox.missing():
        pytest.fail("no sandbox here: apt-get install bubblewrap, and let processes make user namespaces")
    copy: list[bytes] = []
    outcome = sandbox.run([corpus.pdf()], PDF, copy.append)
    assert (outcome.method, outcome.size_bytes) == ("pictures", len(b"".join(copy)))
    with pytest.raises(Suspicious, match="unreadable"):
        sandbox.run([corpus.pdf()[:300]], PDF, copy.append)


def test_a_machine_without_the_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "PROGRAM", "no-such-program")
    assert sandbox.missing() == "no_program"


def test_a_machine_that_forbids_sandboxes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: "/bin/false")
    assert sandbox.missing() == "not_permitted"


@pytest.mark.long
def test_a_small_file_that_unpacks_to_gigabytes_ends_soon_and_small() -> None:
    began, copy = time.monotonic(), []
    with pytest.raises(Suspicious, match=r"crashed|time|too_large|unreadable"):
        sandbox.run([corpus.endless_pdf()], PDF, copy.append, confined=False)
    assert not copy
    assert time.monotonic() - began < 20


def _ending(monkeypatch: pytest.MonkeyPatch, script: str, **options: float) -> Outcome:
    monkeypatch.setattr(sandbox, "command", child_of(f"import os, resource, sys, time\n{script}"))
    return sandbox.run([b"x" * 200_000], PDF, lambda piece: None, **options)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("os.abort()", "crashed"),
        ("sys.stdin.buffer.read(); os.kill(os.getpid(), 11)", "crashed"),
        ("os._exit(139)", "crashed"),  # how bubblewrap hands on the same
        ("time.sleep(60)", "time"),
        pytest.param(f"{CONFINE}; confine(cpu_seconds=1)\nwhile True: pass", "time", marks=pytest.mark.long),
        ("print('nothing')", "crashed"),
        ('print(\'{"reason": "", "method": "pictures"}\')', "crashed"),
        ('print(\'{"method": "pictures", "media_type": "application/pdf", "size_bytes": 9}\'); print("MZ")', "crashed"),
        (
            'print(\'{"method": "pictures", "media_type": "application/pdf", "size_bytes": 9}\'); print("%PDF-")',
            "crashed",
        ),
        ('print(\'{"reason": "made_up"}\')', "crashed"),
        ("sys.stdin.buffer.read(); print('x' * 100_000)", "crashed"),
        ('print(\'{"reason": "macros"}\')', "macros"),
        ('sys.stdin.buffer.read(); print(\'{"reason": "macros"}\' + "\\n" + "x" * 100_000)', "crashed"),
    ],
)
def test_a_child_that_ends_otherwise_never_makes_a_clean_copy(
    monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    with pytest.raises(Suspicious, match=reason):
        _ending(monkeypatch, script, seconds_max=0.3 if "sleep" in script else 10)


@pytest.mark.parametrize(
    "script", ["os.kill(os.getpid(), 9)", "os._exit(137)", "os.kill(os.getpid(), 15)", "sys.exit(1)"]
)
def test_a_child_that_is_killed_says_nothing_about_the_file(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    with pytest.raises(sandbox.Killed):
        _ending(monkeypatch, script)


def test_no_child_is_left_when_the_original_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken():
        yield b"a"
        raise ValueError("broken off")

    monkeypatch.setattr(sandbox, "command", child_of("import time; time.sleep(60)"))
    with pytest.raises(ValueError, match="broken off"):
        sandbox.run(broken(), PDF, lambda piece: None)
    assert not subprocess.run(["pgrep", "-P", str(os.getpid()), "python"], capture_output=True, check=False).stdout
    assert [each.name for each in threading.enumerate() if isinstance(each, threading.Timer)] == []
