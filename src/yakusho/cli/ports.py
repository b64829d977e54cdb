"""The ports of the three zones: read from the command line, and looked at before anything starts."""

import socket

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import Home


class Ports(click.ParamType[tuple[int, int, int]]):
    """Three different ports, `8000,8001,8002`: portal, office, mynumber."""

    name = "A,B,C"

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> tuple[int, int, int]:
        """The three ports.

        Raises:
            click.BadParameter: they are not three, not different, or out of range.
        """
        if isinstance(value, tuple):
            return (value[0], value[1], value[2])
        try:
            ports = [int(part) for part in str(value).split(",")]
        except ValueError:
            ports = []
        if len(ports) != 3 or len(set(ports)) != 3 or not all(0 < port < 65_536 for port in ports):
            self.fail(f"{value!r} is not three different ports, such as 8000,8001,8002", parameter, context)
        return (ports[0], ports[1], ports[2])


def taken(address: str) -> bool:
    """Whether a program already listens at `host:port`, or the port may not be used."""
    host, _, port = address.rpartition(":")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError:
            return True
    return False


def need_free_ports(home: Home) -> None:
    """Refuse to start while a zone's port is taken.

    Raises:
        CannotRun: a port is taken; says which, and how to choose others.
    """
    blocked = [(zone, home.port(zone)) for zone in home.zones() if taken(home.listen[zone])]
    if not blocked:
        return
    words = ", ".join(f"{port} ({zone})" for zone, port in blocked)
    remedy = "End the program that listens there, or choose other ports: yakusho up --ports 8100,8101,8102"
    raise CannotRun(f"Port taken: {words}.", remedy)
