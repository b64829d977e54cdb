"""Four impatient clicks on a real server: one application, four times the same receipt."""

import os
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
