"""A home (one folder with all state): what `home.json` says, where each thing lies, who holds it."""

import fcntl
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

import click

from yakusho.cli.errors import CannotRun
from yakusho.ledger.keys import ZONES

DEFAULT_PORTS = (8000, 8001, 8002)


@dataclass(frozen=True)
class Home:
    """What was decided at `yakusho init`.

    `listen` is where a zone's web process waits for connections; `urls` is how people and the inner zone reach it,
    which differs when a TLS front stands before it.
    """

    path: Path
    ward: Path
    ward_code: str
    sample: bool
    urls: dict[str, str]
    listen: dict[str, str]
    hosts: list[str]
    tls: bool = False

    @property
    def run(self) -> Path:
        """Where the supervisor keeps its configuration, log and lock."""
        return self.path / "run"

    @property
    def identity_key(self) -> Path:
        """The ward's identity key as `init` makes it; belongs offline afterwards."""
        return self.path / "ward-identity" / "identity.key"

    def zone(self, zone: str) -> Path:
        """A zone's own folder."""
        return self.path / zone

    def manifest(self, zone: str) -> Path:
        """A zone's copy of the key manifest."""
        return self.path / zone / "keys" / "manifest.json"

    def database(self, zone: str) -> str:
        """The address of a zone's PostgreSQL database, or the path of its SQLite file."""
        return os.environ.get(f"YAKUSHO_{zone.upper()}_DATABASE_URL") or str(self.path / zone / "database.sqlite3")

    def zones(self) -> list[str]:
        """The zones that live in this home: all of them, or one on a machine of its own."""
        return [zone for zone in ZONES if (self.path / zone / "keys").is_dir()]

    def port(self, zone: str) -> int:
        """The port of a zone's web process."""
        return int(self.listen[zone].rpartition(":")[2])

    def with_ports(self, ports: tuple[int, int, int]) -> "Home":
        """The home with its zones listening elsewhere; addresses of a TLS front stay as they are."""
        listen, urls = dict(self.listen), dict(self.urls)
        for zone, port in zip(ZONES, ports, strict=True):
            host = listen[zone].rpartition(":")[0]
            if urls[zone] == f"http://{listen[zone]}":
                urls[zone] = f"http://{host}:{port}"
            listen[zone] = f"{host}:{port}"
        return replace(self, listen=listen, urls=urls)


def new_home(path: Path, ward: Path, ward_code: str, sample: bool, ports: tuple[int, int, int]) -> Home:
    """A home on this machine as `init` makes it."""
    listen = {zone: f"127.0.0.1:{port}" for zone, port in zip(ZONES, ports, strict=True)}
    urls = {zone: f"http://{address}" for zone, address in listen.items()}
    return Home(path, ward, ward_code, sample, urls, listen, ["127.0.0.1", "localhost"])


def read_home(path: Path) -> Home:
    """The home in a folder.

    Raises:
        CannotRun: there is none, or its `home.json` was spoilt.
    """
    file = path / "home.json"
    try:
        said: dict[str, Any] = json.loads(file.read_text("utf-8"))
        urls: dict[str, str] = said["urls"]
        listen = said.get("listen") or {zone: urlsplit(url).netloc for zone, url in urls.items()}
        return Home(
            path=path,
            ward=Path(said["ward"]),
            ward_code=said["ward_code"],
            sample=bool(said["sample"]),
            urls=urls,
            listen=listen,
            hosts=list(said.get("hosts", ["127.0.0.1", "localhost"])),
            tls=bool(said.get("tls", False)),
        )
    except FileNotFoundError as error:
        remedy = f"Make one: yakusho init --ward wards/WARD --home {path}"
        raise CannotRun(f"{path} is no home of Yakusho.", remedy) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "Mend it by hand, or take it from a backup; `yakusho init` never overwrites it."
        raise CannotRun(f"{file} can't be read ({type(error).__name__}: {error}).", remedy) from error


def write_home(home: Home) -> bool:
    """Write `home.json` in one step; False when it says so already."""
    said = {name: value for name, value in asdict(home).items() if name != "path"}
    text = json.dumps({**said, "ward": str(home.ward)}, ensure_ascii=False, indent=2) + "\n"
    file = home.path / "home.json"
    if file.exists() and file.read_text("utf-8") == text:
        return False
    fresh = home.path / "home.json.new"
    fresh.write_text(text, "utf-8")
    fresh.replace(file)
    return True


class HomeTaken(Exception):
    """Another `yakusho up` runs on this home; `args[0]` is its process id as written there."""


def take_home(home: Home) -> TextIO:
    """Hold the home's lock as long as the answered file stays open.

    Raises:
        HomeTaken: another process holds it.
    """
    home.run.mkdir(mode=0o700, exist_ok=True)
    lock = (home.run / "up.lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read(20).strip()
        lock.close()
        raise HomeTaken(holder) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def holder(home: Home) -> int | None:
    """The process id of the `yakusho up` that runs on this home, or None when it is down."""
    try:
        with (home.run / "up.lock").open("r", encoding="ascii") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read(20) or 0) or None
    except FileNotFoundError:
        pass
    return None


def _resolve(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    return Path(value).expanduser().resolve()


def home_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `--home` option that every command has; `YAKUSHO_HOME` says it once for all."""
    return click.option(
        "--home",
        "home_path",
        default="home",
        envvar="YAKUSHO_HOME",
        show_default=True,
        metavar="DIR",
        callback=_resolve,
        help="The folder of all state.",
    )(command)
