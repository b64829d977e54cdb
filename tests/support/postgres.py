"""A temporary PostgreSQL cluster that starts in seconds and leaves nothing behind.

with postgresql() as server:
    os.environ["YAKUSHO_PORTAL_DATABASE_URL"] = server.database("portal")
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

START_SECONDS_MAX = 30
STOP_SECONDS_MAX = 30
CONNECTIONS_MAX = 60
_INITDB_OPTIONS = ["-U", "yakusho", "--auth", "scram-sha-256", "--no-sync", "-E", "UTF8", "--locale", "C"]


class PostgresMissing(Exception):
    """No PostgreSQL server is installed and none may be installed here; the text says what to install."""


@dataclass(frozen=True)
class Server:
    """A running cluster on the loopback address."""

    port: int
    password: str
    folder: Path

    def url(self, name: str) -> str:
        """The address of a database of this cluster."""
        return f"postgresql://yakusho:{self.password}@127.0.0.1:{self.port}/{name}"

    def database(self, name: str) -> str:
        """Make an empty database and answer its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        return self.url(name)


def find_binaries() -> Path | None:
    """The folder of `initdb` and `postgres`: the newest that Debian installed, or the one on the path."""
    versions = sorted(
        (folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()),
        key=lambda folder: int(folder.parent.name),
    )
    if versions:
        return versions[-1]
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def binaries() -> Path:
    """Like `find_binaries`, after installing the Debian package where that may be done.

    Raises:
        PostgresMissing: there is no server, and this is not root on a Debian system.
    """
    found = find_binaries()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"],
            check=False,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        found = find_binaries()
    if found is None:
        raise PostgresMissing("PostgreSQL is missing: install the Debian package `postgresql`")
    return found


def _unprivileged() -> tuple[list[str], tuple[int, int] | None]:
    """How to run the server, which refuses to run as root, and whose files it has to own.

    The server gets SIGINT (fast shutdown) when the process that started it dies, however it dies.
    """
    command = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() != 0:
        return command, None
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        ids = ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
        return [*command, *ids], (user.pw_uid, user.pw_gid)
    raise PostgresMissing("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _settings(folder: Path, port: int, *, fsync: bool, statements: bool) -> list[str]:
    settings: dict[str, object] = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
        "max_connections": CONNECTIONS_MAX,
        "fsync": "on" if fsync else "off",
        "synchronous_commit": "on" if fsync else "off",
        "shared_buffers": "64MB",
        "autovacuum_naptime": "10s",
        "log_min_messages": "warning",
        "timezone": "UTC",
    }
    if statements:
        settings["shared_preload_libraries"] = "pg_stat_statements"
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _wait_until_ready(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while True:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')}") from None
            time.sleep(0.05)


@contextmanager
def postgresql(*, fsync: bool = True, statements: bool = False) -> Iterator[Server]:
    """Start a cluster in a temporary folder; it stops, and the folder goes, when the block ends.

    `fsync=False` is for tests; whoever measures leaves it on. With `statements` the server counts what it is asked.

    Raises:
        PostgresMissing: there is no server to start.
    """
    programs = binaries()
    command, owner = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="yakusho-postgres-"))
    server = Server(_free_port(), secrets.token_urlsafe(16), folder)
    log = folder / "server.log"
    password = folder / "password"
    password.write_text(server.password, "ascii")
    if owner:
        for path in (folder, password):
            os.chown(path, *owner)
    process: subprocess.Popen[bytes] | None = None
    try:
        subprocess.run(
            [*command, programs / "initdb", "-D", folder / "data", *_INITDB_OPTIONS, "--pwfile", password],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
        )
        with log.open("wb") as output:
            process = subprocess.Popen(
                [
                    *command,
                    programs / "postgres",
                    "-D",
                    folder / "data",
                    *_settings(folder, server.port, fsync=fsync, statements=statements),
                ],
                stdout=output,
                stderr=output,
                cwd=folder,
            )
        _wait_until_ready(process, server, log)
        yield server
    finally:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_SECONDS_MAX)
        shutil.rmtree(folder, ignore_errors=True)
