"""A home remembers what was decided, and one `yakusho up` at a time holds it."""

from dataclasses import replace

import pytest

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import Home, HomeTaken, holder, read_home, take_home, write_home


def test_a_home_is_read_as_it_was_written(home: Home) -> None:
    assert read_home(home.path) == home


def test_writing_the_same_again_changes_nothing(home: Home) -> None:
    assert write_home(home) is False


def test_other_ports_move_the_local_addresses(home: Home) -> None:
    moved = home.with_ports((9000, 9001, 9002))
    assert moved.urls["office"] == "http://127.0.0.1:9001"
    assert moved.port("mynumber") == 9002


def test_other_ports_leave_the_address_of_a_tls_front(home: Home) -> None:
    behind = replace(home, urls={**home.urls, "portal": "https://portal.example.lg.jp"})
    moved = behind.with_ports((9000, 9001, 9002))
    assert moved.urls["portal"] == "https://portal.example.lg.jp"
    assert moved.listen["portal"] == "127.0.0.1:9000"


def test_a_spoilt_home_json_is_named_with_a_remedy(home: Home) -> None:
    (home.path / "home.json").write_text("{", "utf-8")
    with pytest.raises(CannotRun, match=r"home\.json can't be read.*\n  Mend it"):
        read_home(home.path)


def test_a_second_taker_is_told_who_holds_the_home(home: Home) -> None:
    lock = take_home(home)
    with pytest.raises(HomeTaken) as refused:
        take_home(home)
    assert int(refused.value.args[0]) == holder(home)
    lock.close()
    assert holder(home) is None


def test_a_home_left_behind_by_a_dead_process_may_be_taken(home: Home) -> None:
    take_home(home).close()
    with take_home(home):
        assert holder(home) is not None
