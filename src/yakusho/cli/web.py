"""The web process of a zone: granian before the zone's WSGI application.

The first process only holds the socket and its workers and never imports the application; one worker a zone is right
on SQLite, where writes are one at a time anyhow; more by `YAKUSHO_<ZONE>_WORKERS` on PostgreSQL.
"""

import logging
import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from yakusho.cli.home import read_home
from yakusho.cli.memory import settle
from yakusho.cli.processes import PARENT, end_with_parent
from yakusho.journal.log import JsonFormatter

THREADS = 2  # a second request computes while the first waits for the disk
PORTAL_THREADS = 16  # in the Internet requests also wait for the rest of their bodies
REQUESTS_AT_ONCE_MAX = 64  # further connections wait in the kernel's queue
CONNECTIONS_WAITING_MAX = 1_024
STOP_SECONDS_MAX = 8


class PlacesOnly(JsonFormatter):
    """What the server says of a failed request: its first line, the kind of the error and the code lines.

    The server puts an exception's own words into its message, and those may quote what a person typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one JSON line."""
        first, *rest = record.getMessage().splitlines() or [""]
        kinds = [line.partition(":")[0] for line in rest if line and not line.startswith((" ", "Traceback"))]
        places = [line.strip() for line in rest if line.startswith('  File "')]
        record.msg, record.args = " | ".join([first, *kinds[-1:], *places[-3:]]), ()
        return super().format(record)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "yakusho.cli.web.PlacesOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}


def number(zone: str, name: str, default: int) -> int:
    """A number of a zone from the environment, such as `YAKUSHO_PORTAL_WORKERS`."""
    return max(1, int(os.environ.get(f"YAKUSHO_{zone.upper()}_{name}", default)))


def load(zone: str) -> Callable[..., Any]:
    """The zone's application, imported in the worker process."""
    end_with_parent()
    application: Callable[..., Any] = import_module(f"yakusho.{zone}.wsgi").application
    settle()
    return application


def run(zone: str) -> None:
    """Serve a zone until the process is stopped."""
    home = read_home(Path(os.environ["YAKUSHO_HOME"]))
    host, _, port = home.listen[zone].rpartition(":")
    workers = number(zone, "WORKERS", 1) if "://" in home.database(zone) else 1
    server = Server(
        f"yakusho.{zone}.wsgi:application",
        address=host.strip("[]"),
        port=int(port),
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=number(zone, "THREADS", PORTAL_THREADS if zone == "portal" else THREADS),
        runtime_blocking_threads=2,
        backlog=CONNECTIONS_WAITING_MAX,
        backpressure=REQUESTS_AT_ONCE_MAX,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
        respawn_failed_workers=workers > 1,
        workers_kill_timeout=STOP_SECONDS_MAX,
    )
    os.environ[PARENT] = str(os.getpid())
    server.serve(target_loader=partial(load, zone), wrap_loader=False)
