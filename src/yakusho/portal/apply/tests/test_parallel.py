"""Four impatient clicks on a real server, as production runs: one application, one receipt; one file, however sent."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.support.home import make_home
from tests.support.house import environment_for, free_ports
from tests.support.pictures import jpeg
from yakusho.messages.frames import FRAME_BYTES
from yakusho.portal.tests.resident import BENEFIT, TOKEN, Resident

CLICKS = 4
START_SECONDS_MAX = 30
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
from yakusho.portal.tests.resident import BENEFIT, publish
publish(BENEFIT)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal of its own on SQLite, served as in production."""
    home: Path = make_home(tmp_path_factory.mktemp("home"))
    settings = {"DJANGO_SETTINGS_MODULE": "yakusho.portal.settings"}
    environment = environment_for(home, settings)
    environment["PYTHONPATH"] += os.pathsep + str(Path(__file__).parents[5])
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)
    (port,) = free_ports(1)
    command = ["granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", str(CLICKS)]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "yakusho.portal.wsgi:application"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/healthz")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str) -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.mark.usefixtures("procedures")
def test_four_parallel_submits_give_one_application_and_the_same_receipt(server):
    resident = Resident(BENEFIT)
    answers = resident.opens().answers_of("family")["application"]
    with httpx.Client(base_url=server) as client:
        page = client.get(f"/ja/apply/{BENEFIT}/").text
        values = {"csrfmiddlewaretoken": client.cookies["yakusho_portal_csrf"], "go": "next", **answers}
        page = client.post(f"/ja/apply/{BENEFIT}/application/", data={**values, "token": TOKEN.search(page)[1]}).text
        data = {"csrfmiddlewaretoken": values["csrfmiddlewaretoken"], "go": "submit", "token": TOKEN.search(page)[1]}

        def click(_: int) -> httpx.Response:
            return httpx.post(f"{server}/ja/apply/{BENEFIT}/submit/", data=data, cookies=dict(client.cookies))

        with ThreadPoolExecutor(CLICKS) as pool:
            answered = list(pool.map(click, range(CLICKS)))
    assert [response.status_code for response in answered] == [200] * CLICKS
    numbers = {part for response in answered for part in response.text.split('"code-value">')[1].split("<")[:1]}
    assert len(numbers) == 1
    assert numbers.pop().startswith("M-")


def test_of_parts_sent_at_the_same_time_one_is_taken_and_one_that_broke_off_counts_for_nothing(server):
    content = jpeg(content=b"x" * 2 * FRAME_BYTES)
    with httpx.Client(base_url=f"{server}/ja/apply/{BENEFIT}/") as client:
        asked = {"token": TOKEN.search(client.get("").text)[1], "item": "account_proof", "name": "a.jpg"}
        client.headers["X-CSRFToken"] = client.cookies["yakusho_portal_csrf"]
        ticket = client.post("uploads/begin/", data=asked | {"size": len(content)}).json()["ticket"]
        sent = {
            **client.headers,
            "Upload-Ticket": ticket,
            "Cookie": f"yakusho_portal_csrf={client.headers['X-CSRFToken']}",
        }

        def part(begin: int) -> httpx.Response:
            headers = {**sent, "Upload-Offset": str(begin)}
            return httpx.post(f"{client.base_url}uploads/part/", content=content[begin:][:FRAME_BYTES], headers=headers)

        def at_once(begin: int) -> list[httpx.Response]:
            with ThreadPoolExecutor(CLICKS) as pool:
                return list(pool.map(part, [begin] * CLICKS))

        assert sorted(response.status_code for response in at_once(0)) == [200, 409, 409, 409]
        _break_off(client.base_url, {**sent, "Upload-Offset": str(FRAME_BYTES)}, content[FRAME_BYTES:])
        assert client.get("uploads/part/", headers=sent).json()["offset"] == FRAME_BYTES
        assert part(FRAME_BYTES).status_code == 200
        last = at_once(2 * FRAME_BYTES)
    assert [response.status_code for response in last] == [200] * CLICKS
    assert len({response.json()["row"].split('data-file="')[1][:16] for response in last}) == 1


def _break_off(base: httpx.URL, headers: dict[str, str], data: bytes) -> None:
    """Send half a part, and be gone."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST {base.path}uploads/part/ HTTP/1.1\r\nHost: {base.host}\r\nContent-Length: {FRAME_BYTES}\r\n"
    with socket.create_connection((base.host, base.port)) as connection:
        connection.sendall((head + lines + "\r\n").encode() + data[: FRAME_BYTES // 2])
