"""Four impatient clicks at the same time, again and again: one application, the same receipt four times."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from bench.journey import find_procedure
from tests.faults.conftest import plans
from tests.faults.fragile import DECIDING, Fragile
from tests.faults.resident import prepare, submit
from tests.faults.upload import cookies, get, hidden, multipart, post_slowly
from tests.support.home import WARD_FOLDER
from yakusho.kernel import clock

CLICKS, TIMES, WITH_FILE = 4, 50, 5


def _with_file(port: int) -> bytes:
    """A form with a file, filled in up to the request that applies."""
    compiled, example = find_procedure(WARD_FOLDER, clock.today())
    (page_id, typed), *_ = compiled.example(example).items()
    path = f"/ja/apply/{compiled.procedure.code}/"
    first = get(port, path)
    body = multipart({**hidden(first), **typed, "go": ["next"]}, "account_proof", "a.pdf", b"%PDF-1.7\n" + b"x" * 999)
    second = post_slowly(port, f"{path}{page_id}/", cookies(first), body, lambda: None)
    fields = urlencode({**hidden(second), "go": ["submit"]}, doseq=True).encode()
    head = b"POST %ssubmit/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n" % (path.encode(), cookies(first))
    head += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(fields)
    return head + fields


def _click(house: Fragile, request: bytes) -> set[str]:
    with ThreadPoolExecutor(CLICKS) as pool:
        return set(pool.map(lambda _: submit(house.port, request), range(CLICKS)))


def _received(house: Fragile) -> Counter[str]:
    return Counter(number for (number,) in house.rows("portal", "SELECT number FROM apply_submission"))


def test_four_parallel_submits_give_one_receipt(house: Fragile) -> None:
    offered = plans(house.port)
    before = _received(house)
    numbers: list[str] = []
    for turn in range(TIMES):
        answers = _click(house, prepare(house.port, offered[turn % len(offered)]))
        assert len(answers) == 1
        numbers += answers
    assert _received(house) - before == Counter(numbers)
    assert len(set(numbers)) == TIMES


def test_four_parallel_submits_with_a_file_give_one_receipt(house: Fragile) -> None:
    numbers = [_click(house, _with_file(house.port)) for _ in range(WITH_FILE)]
    assert {len(answers) for answers in numbers} == {1}


def test_an_application_with_a_file_sent_again_later_gives_the_same_receipt(house: Fragile) -> None:
    request = _with_file(house.port)
    first = submit(house.port, request)
    house.wait_until_quiet()
    assert submit(house.port, request) == first


def test_each_application_became_one_case(house: Fragile) -> None:
    house.wait_until_quiet()
    assert house.cases(DECIDING) == _received(house)
