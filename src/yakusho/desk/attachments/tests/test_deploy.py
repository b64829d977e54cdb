"""`yakusho check --deploy` doesn't let a ward go into service that can't open attachments in isolation."""

import pytest

from yakusho.cli.inspection import inspect
from yakusho.desk.attachments import sandbox

pytestmark = pytest.mark.django_db


def _findings() -> list[dict[str, str]]:
    return [each for each in inspect("deploy") if "isolation" in each["words"]]


@pytest.mark.parametrize(("gap", "remedy"), [("no_program", "bubblewrap"), ("not_permitted", "user namespaces")])
def test_a_missing_sandbox_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch, gap: str, remedy: str) -> None:
    monkeypatch.setattr(sandbox, "missing", lambda: gap)
    (finding,) = _findings()
    assert finding["level"] == "error"
    assert remedy in finding["remedy"]


def test_a_machine_with_a_sandbox_passes(isolated: None) -> None:
    assert _findings() == []
