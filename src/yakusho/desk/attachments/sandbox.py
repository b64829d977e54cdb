"""The sandbox (隔離): bubblewrap around the child, which sees read-only code, an empty folder and nothing else.

The caller's pieces of plain text go through a pipe into the child and never lie in a file; the copy comes back
through a pipe. Time and size are held here, because a child that reads hostile input can't be asked to.
"""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGXCPU

import yakusho
from yakusho.desk.attachments.bounds import (
    HEADER_BYTES_MAX,
    PIECE_BYTES,
    PROBE_SECONDS,
    TMPFS_BYTES_MAX,
    WALL_SECONDS_MAX,
)
from yakusho.desk.attachments.child import OFFICE
from yakusho.desk.attachments.outcome import Garbled, Outcome, Suspicious, read_header
from yakusho.kernel.files import PACKAGE, document_type

PROGRAM = "bwrap"
OFFICE_PROGRAM = Path("/usr/bin/soffice")
_OFFICE_SETTINGS = ("/etc/fonts", "/etc/libreoffice")
CHILD = "yakusho.desk.attachments.child"
_SHELL_SIGNAL = 128  # how bubblewrap hands on the signal that ended its child
_CRASHES = (SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ROOT_FOLDERS = ("bin", "lib", "lib32", "lib64", "sbin")


class Killed(Exception):
    """The child ended without a word about the file, by no fault of the file that is known; it may be tried again."""


def child_command(*arguments: str) -> list[str]:
    """The child without its sandbox: no user's packages, no environment, no compiled files left behind."""
    interpreter = Path(sys.executable)
    return [str(interpreter.parent.resolve() / interpreter.name), "-I", "-B", "-m", CHILD, *arguments]


def code_folders() -> list[Path]:
    """What the child must be able to read: the interpreter, its libraries, this program."""
    source = Path(yakusho.__file__).resolve().parent
    wanted = [Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), source]
    system = Path("/usr")
    return sorted({path for path in wanted if path != system and system not in path.parents})


def command(*arguments: str, program: str = PROGRAM) -> list[str]:
    """The command line of the child inside its sandbox."""
    line = [program, "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--hostname", "sandbox"]
    line += ["--cap-drop", "ALL", "--die-with-parent", "--new-session", "--ro-bind", "/usr", "/usr"]
    for name in _ROOT_FOLDERS:
        folder = Path("/") / name
        if folder.is_symlink():
            line += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            line += ["--ro-bind", str(folder), str(folder)]
    line += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    line += ["--size", str(TMPFS_BYTES_MAX), "--tmpfs", "/tmp"]  # noqa: S108 -- before code, which may lie in it
    for code in code_folders():
        line += ["--ro-bind", str(code), str(code)]
    if OFFICE in arguments:
        line += ["--proc", "/proc"]  # the office program does nothing without
        for settings in _OFFICE_SETTINGS:
            line += ["--ro-bind-try", settings, settings]
    line += ["--dev", "/dev", "--remount-ro", "/"]
    return [*line, "--chdir", "/tmp", "--", *child_command(*arguments)]  # noqa: S108


@dataclass
class _Known:
    """What the last look found out, and until when (monotonic seconds) it holds."""

    missing: str = ""
    until: float = 0.0


_known = _Known()


def missing() -> str:
    """Why files can't be opened in isolation here: `no_program`, `not_permitted`, or nothing when they can."""
    now = time.monotonic()
    if now >= _known.until:
        _known.missing, _known.until = _look(), now + PROBE_SECONDS
    return _known.missing


def forget() -> None:
    """Look again at the next question, because something changed."""
    _known.until = 0.0


def _look() -> str:
    """Start the child once in its sandbox without a file."""
    program = shutil.which(PROGRAM)
    if program is None:
        return "no_program"
    try:
        done = subprocess.run(  # noqa: S603
            command("probe", program=program), env={}, capture_output=True, timeout=PROBE_SECONDS / 2, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "not_permitted"
    return "" if done.returncode == 0 and done.stdout.startswith(b"{") else "not_permitted"


def run(
    original: Iterable[bytes],
    claimed: str,
    write: Callable[[bytes], object],
    *options: str,
    confined: bool = True,
    seconds_max: float = WALL_SECONDS_MAX,
) -> Outcome:
    """Let the child make a copy of a file; the copy's pieces go to `write`, and count only when this returns.

    Without `confined` the child has only its own limits around it: for sample homes on machines without a sandbox.
    Office files are turned into PDF where LibreOffice is installed, always inside the sandbox, whose folder is memory.

    Raises:
        Suspicious: there is no copy; why, by `reason`.
        Killed: the child was killed from outside, or could not be started.
    """
    if confined and claimed.startswith(_OFFICE) and OFFICE_PROGRAM.exists():
        options = (*options, OFFICE)
    line = command(claimed, *options) if confined else child_command(claimed, *options)
    late = threading.Event()
    with _started(line) as child, _timed(child, seconds_max, late):
        _feed(child, original)
        outcome = _taken(child, write)
        code = child.wait()
    if outcome is None or code != 0:
        raise _ended(code, late=late.is_set())
    if outcome.reason:
        raise Suspicious(outcome.reason)
    return outcome


@contextmanager
def _started(line: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """The running child; killed when the block ends, whatever happened in it."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        child = subprocess.Popen(  # noqa: S603
            line, stdin=pipe, stdout=pipe, stderr=nothing, env={}, cwd="/", start_new_session=True
        )
    except OSError as error:
        raise Killed("not started") from error
    try:
        yield child
    finally:
        child.kill()
        for end in (child.stdin, child.stdout):
            with suppress(OSError):
                end.close()  # type: ignore[union-attr]
        child.wait()


@contextmanager
def _timed(child: "subprocess.Popen[bytes]", seconds_max: float, late: threading.Event) -> Iterator[None]:
    """Kill the child when its time is over, and say so in `late`."""

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds_max, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _feed(child: "subprocess.Popen[bytes]", original: Iterable[bytes]) -> None:
    """Hand the original to the child; one that has enough of it, or is gone, is heard next."""
    assert child.stdin is not None
    with suppress(BrokenPipeError):
        for piece in original:
            child.stdin.write(piece)
        child.stdin.close()


def _taken(child: "subprocess.Popen[bytes]", write: Callable[[bytes], object]) -> Outcome | None:
    """Take the answer and the copy; None when they end too early.

    Raises:
        Suspicious: the child says things that it couldn't if it were whole.
    """
    out = child.stdout
    assert out is not None
    line = out.readline(HEADER_BYTES_MAX + 1)
    if not line.endswith(b"\n") and len(line) <= HEADER_BYTES_MAX:
        return None
    try:
        outcome = read_header(line)
    except Garbled as error:
        raise Suspicious("crashed") from error
    left, first = outcome.size_bytes, True
    while left and (piece := out.read(min(left, PIECE_BYTES))):
        if first and not _begins_as(outcome.media_type, piece):
            raise Suspicious("crashed")
        write(piece)
        left, first = left - len(piece), False
    if left:
        return None
    if out.read(1):
        raise Suspicious("crashed")
    return outcome


def _begins_as(media_type: str, piece: bytes) -> bool:
    kind = document_type(piece)
    return kind == media_type if kind else piece.startswith(PACKAGE) and media_type.startswith(_OFFICE)


def _ended(code: int, *, late: bool) -> Exception:
    """What it means that a child ended before its answer was whole.

    A limit, or a crash in a library, is the file's doing. A kill may come from anywhere, such as from a machine that
    lacks memory or shuts down.
    """
    signal = -code if code < 0 else max(0, code - _SHELL_SIGNAL)
    if late or signal == SIGXCPU:
        return Suspicious("time")
    if code == 0 or signal in _CRASHES:
        return Suspicious("crashed")
    return Killed(f"exit {code}")
