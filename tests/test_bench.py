"""The benchmark's own parts work, so that its numbers can be believed."""

from pathlib import Path

import pytest

from bench.client import Answer, JourneyFailed, Plan, Step, hidden_fields, journey, request
from bench.journey import Walk
from bench.report import lines
from bench.servers import bare_plan, bare_server, load

WALK = Walk(
    procedure="sample",
    plan=Plan("/", (Step("/page/", b"name=a&members-0-name=b&go=next"), Step("/submit/", b""))),
    page_bytes=(6_000, 4_000, 3_000),
    page_bytes_compressed=(2_000, 1_500, 1_000),
)


def test_hidden_fields_are_sent_back_as_a_browser_would() -> None:
    page = (
        b'<input type="hidden" name="a" value="x y&amp;z">'
        b'<input name="b" value="1"><input name="c" type="hidden" value="">'
    )
    assert hidden_fields(page) == b"a=x+y%26z&c="


def test_a_journey_keeps_its_cookies_and_ends_with_a_number() -> None:
    resident = journey(Plan("/", (Step("/submit/", b"a=1"),)))
    assert next(resident) == request("GET", "/", b"")
    page = b'<input type="hidden" name="token" value="t">'
    sent = resident.send(Answer(200, b"HTTP/1.1 200 OK\r\nset-cookie: csrf=9; Path=/", page))
    assert b"Cookie: csrf=9\r\n" in sent
    assert sent.endswith(b"\r\n\r\ntoken=t&a=1")
    with pytest.raises(StopIteration):
        resident.send(Answer(200, b"", b"<strong>M-12345-67890</strong>"))


@pytest.mark.parametrize("answer", [Answer(403, b"", b""), Answer(200, b"", b"no number here")])
def test_a_journey_that_fails_is_not_counted(answer: Answer) -> None:
    resident = journey(Plan("/", ()))
    next(resident)
    with pytest.raises(JourneyFailed):
        resident.send(answer)


def test_the_bare_app_takes_the_journey_with_pages_of_the_same_size(tmp_path: Path) -> None:
    plan = bare_plan(WALK)
    assert plan["steps"][0]["body"] == "name=a&members_0_name=b"
    with bare_server(f"sqlite:///{tmp_path / 'bare.sqlite3'}", WALK, 1) as port:
        measured = load(port, plan, tmp_path, "--journeys", "10", "--clients", "2")
    assert measured["journeys"] == 10
    assert len(measured["steps"]) == 3


def test_a_missed_goal_is_said() -> None:
    journeys = {"journeys_per_s": 150.0, "ratio_to_bare": 0.6, "number_p95_ms": 20.0}
    verdicts = {line.what: line.held for line in lines({"benefit_journey": {"sqlite": journeys}, "house": {}})}
    assert verdicts == {
        "benefit journey on sqlite: journeys a second": False,
        "benefit journey on sqlite: share of the bare app": True,
        "benefit journey on sqlite: number, p95": True,
    }
