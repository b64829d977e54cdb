"""The servers that are measured: a whole house, and the bare app beside it."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench.journey import Walk
from tests.support.home import REPOSITORY
from tests.support.house import House, free_ports
from yakusho.cli.processes import family, memory_kb, zone_processes
from yakusho.cli.web import REQUESTS_AT_ONCE_MAX, THREADS

START_SECONDS_MAX = 20
ZONES = ("portal", "office", "mynumber")


def supervisor_of(house: House) -> int:
    """The process id of the supervisor below `yakusho up`."""
    return next(process for process in family(house.process.pid) if zone_processes(process))


@contextmanager
def paused(house: House, *processes: tuple[str, str]) -> Iterator[None]:
    """Hold processes of the house, named as `(zone, role)`, as if their machines were elsewhere."""
    known = zone_processes(supervisor_of(house))
    held = [process for name in processes for process in known[name]]
    for process in held:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in held:
            os.kill(process, signal.SIGCONT)


def memory_mb(house: House) -> dict[str, float]:
    """The proportional share of memory (PSS) of each zone's processes, of the rest, and of all."""
    found = {
        f"{zone}-{role}": sum(map(memory_kb, processes)) / 1024
        for (zone, role), processes in zone_processes(supervisor_of(house)).items()
    }
    total = sum(map(memory_kb, family(house.process.pid))) / 1024
    found["up and supervisor"] = total - sum(found.values())
    found["total"] = total
    return {name: round(value, 1) for name, value in found.items()}


@contextmanager
def bare_server(database_url: str, walk: Walk, workers: int) -> Iterator[int]:
    """The bare app with pages of the same size, as many workers and threads as the portal; answers its port."""
    port = free_ports(1)[0]
    pages = {
        "fields": _field_names(walk),
        "form": walk.page_bytes[0],
        "check": walk.page_bytes[-2],
        "receipt": walk.page_bytes[-1],
    }
    environment = {
        **os.environ,
        "FLOOR_DATABASE_URL": database_url,
        "FLOOR_PAGES": json.dumps(pages),
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)]),
    }
    make = [sys.executable, "-c", "from bench.floor import make_tables; make_tables()"]
    subprocess.run(make, cwd=REPOSITORY, env=environment, check=True)
    options = {
        "--interface": "wsgi",
        "--host": "127.0.0.1",
        "--port": port,
        "--workers": workers,
        "--blocking-threads": THREADS,
        "--runtime-threads": 1,
        "--runtime-blocking-threads": 2,
        "--backpressure": REQUESTS_AT_ONCE_MAX,
        "--http": "1",
        "--log-level": "warning",
    }
    words = [str(part) for pair in options.items() for part in pair]
    granian = str(Path(sys.executable).with_name("granian"))
    process = subprocess.Popen([granian, *words, "--no-ws", "bench.floor:application"], cwd=REPOSITORY, env=environment)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(START_SECONDS_MAX)


def _field_names(walk: Walk) -> list[str]:
    """The names of the typed fields of a journey, as identifiers that a template can name."""
    typed = [part.partition(b"=")[0].decode() for step in walk.plan.steps for part in step.body.split(b"&") if part]
    return [name.replace("-", "_") for name in dict.fromkeys(typed) if name != "go"]


def bare_plan(walk: Walk) -> dict[str, Any]:
    """The journey through the bare app with the same answers."""
    pairs = [part for step in walk.plan.steps for part in step.body.decode().split("&") if part]
    typed = {
        name.replace("-", "_"): value for name, _, value in (pair.partition("=") for pair in pairs) if name != "go"
    }
    body = "&".join(f"{name}={value or 'x'}" for name, value in typed.items())
    return {"first": "/", "steps": [{"path": "/check/", "body": body}, {"path": "/submit/", "body": ""}]}


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
                connection.request("GET", "/")
                connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the bare app did not start")


def load(port: int, plan: Mapping[str, Any], folder: Path, *options: str) -> dict[str, Any]:
    """Run the load generator in a process of its own and answer what it measured."""
    file = folder / "plan.json"
    file.write_text(json.dumps(plan), "utf-8")
    command = [sys.executable, "-m", "bench.client", "--port", str(port), "--plan", str(file), *options]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False, text=True)
    if done.returncode:
        raise RuntimeError(f"the load generator failed: {done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result
