"""`yakusho sample residents`: what is asked of the my-number zone, and what is said."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import Result

from yakusho.cli.commands import sample
from yakusho.cli.home import Home, write_home

Run = Callable[..., Result]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Every question to a zone; the first one fills the register, the next ones find it filled."""
    questions: list[tuple[str, ...]] = []

    def ask(home: Home, *words: str) -> dict[str, object]:
        questions.append(words)
        return {"count": int(words[2]), "seed": int(words[3]), "changed": len(questions) == 1}

    monkeypatch.setattr(sample, "ask", ask)
    return questions


def test_the_register_is_filled_once(home: Home, yakusho: Run, asked: list[tuple[str, ...]]) -> None:
    first, second = (yakusho("sample", "residents", "--home", home.path) for _ in range(2))
    assert "5,000 sample residents" in first.stdout
    assert "nothing was changed" in second.stdout
    assert asked == [("mynumber", "residents", "5000", "1")] * 2


def test_another_sample_is_asked_for(home: Home, yakusho: Run, asked: list[tuple[str, ...]]) -> None:
    done = yakusho("sample", "residents", "--count", 70, "--seed", 9, "--replace", "--json", "--home", home.path)
    assert json.loads(done.stdout) == {"count": 70, "seed": 9, "changed": True}
    assert asked == [("mynumber", "residents", "70", "9", "replace")]


def test_only_a_sample_home_that_has_the_zone_is_filled(home: Home, yakusho: Run, asked: list[tuple[str, ...]]) -> None:
    write_home(replace(home, sample=False))
    refused = yakusho("sample", "residents", "--home", home.path)
    assert refused.exit_code == 2
    assert not asked
