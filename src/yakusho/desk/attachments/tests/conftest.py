"""What the tests of attachments share: sealed files, and a bench that is worked at until nothing is left."""

import base64
import secrets
import sys
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from tests import cast
from yakusho.desk.attachments import sandbox
from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.work import Bench
from yakusho.desk.cases.models import Case
from yakusho.journal import blobs
from yakusho.messages.sealing import FileSealer
from yakusho.messages.submissions import SubmittedFile

collect_ignore = [] if settings.ZONE == "office" else ["test_cleaning.py", "test_sandbox.py", "test_office_program.py"]
"""What knows neither zone nor tables is tested once, with the office's rooms."""

Put = Callable[..., Attachment]


@pytest.fixture(autouse=True)
def _fresh_look() -> Iterator[None]:
    """No test learns from another's look at the machine."""
    sandbox.forget()
    yield
    sandbox.forget()


def child_of(script: str) -> Callable[..., list[str]]:
    """A command that runs this script instead of the child."""
    return lambda *arguments, **options: [
        sys.executable,
        "-I",
        *([] if "yakusho" in script else ["-S"]),
        "-c",
        script,
        *arguments,
    ]


KILLED = child_of("import os; os.kill(os.getpid(), 9)")
"""A child that something kills."""


QUICK = child_of(
    """
import json, sys
original, keep_text = sys.stdin.buffer.read(), sys.argv[-1] == "keep-text"
if b"/Encrypt" in original:
    print(json.dumps({"reason": "encrypted"}))
else:
    copy = b"%PDF-copy of a file"
    method = "stripped" if keep_text else "pictures"
    print(json.dumps(
        {"method": method, "media_type": "application/pdf", "size_bytes": len(copy), "pages": 1}
    ), flush=True)
    sys.stdout.buffer.write(copy)
"""
)
"""A child that answers at once, as the real one does: a copy, or that the file is locked."""


@pytest.fixture
def isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose sandbox works, with a quick child in it; what the real one does, its own tests show."""
    monkeypatch.setattr(sandbox, "missing", lambda: "")
    monkeypatch.setattr(sandbox, "command", QUICK)


@pytest.fixture
def real_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose sandbox works, with the real child, which runs here within its own limits."""
    monkeypatch.setattr(sandbox, "missing", lambda: "")
    monkeypatch.setattr(sandbox, "command", sandbox.child_command)


@pytest.fixture
def not_isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a sandbox."""
    monkeypatch.setattr(sandbox, "missing", lambda: "no_program")
    monkeypatch.setattr(sandbox, "child_command", QUICK)


def sealed_file(content: bytes, media_type: str, name: str, *, item: str = "attachment") -> SubmittedFile:
    """A file as it comes through the portal: sealed under a key of its own, its ciphertext fetched."""
    key = secrets.token_bytes(32)
    sealer = FileSealer(key)
    blob = blobs.put(sealer.header + sealer.update(content) + sealer.finish())
    return SubmittedFile(
        item=item,
        blob=blob,
        key=base64.b64encode(key).decode(),
        size_bytes=len(content),
        media_type=media_type,
        name=name,
    )


@pytest.fixture
def put(stage: cast.Stage) -> Put:
    """A case that came with one file."""

    def arrives(content: bytes, media_type: str = "application/pdf", name: str = "見本 証明.pdf") -> Attachment:
        case: Case = stage.case(files=(sealed_file(content, media_type, name),))
        return Attachment.objects.get(case=case)

    return arrives


def work(rounds: int = 1) -> int:
    """Take and finish files as the worker does, at most so many; answers how many were begun."""
    bench, begun = Bench(), 0
    for _ in range(rounds):
        begun += bench.step()
        bench.wait()
        bench.step()
    return begun
