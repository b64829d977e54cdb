"""A taken port is named before anything starts."""

import socket
from collections.abc import Callable

import pytest
from click.testing import Result

from yakusho.cli.home import Home, write_home


def test_up_names_the_taken_port_and_the_way_out(home: Home, yakusho: Callable[..., Result]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = yakusho("up", "--home", home.path, "--ports", f"{port},{_free()},{_free()}")
    assert result.exit_code == 2
    assert f"Port taken: {port} (portal)" in result.output
    assert "--ports" in result.output


def test_a_refused_start_keeps_the_remembered_ports(home: Home, yakusho: Callable[..., Result]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yakusho("up", "--home", home.path, "--ports", f"{other.getsockname()[1]},{_free()},{_free()}")
    assert write_home(home) is False


@pytest.mark.parametrize("words", ["8000", "8000,8001", "8000,8000,8001", "a,b,c", "0,1,2", "8000,8001,70000"])
def test_anything_but_three_different_ports_is_refused(home: Home, yakusho: Callable[..., Result], words: str) -> None:
    result = yakusho("up", "--home", home.path, "--ports", words)
    assert result.exit_code == 2
    assert "three different ports" in result.output


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
