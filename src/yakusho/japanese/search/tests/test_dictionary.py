"""The dictionary is there only while it is asked, and its memory comes back."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from yakusho.japanese.search import analyse, loaded, release, words

SOURCE = str(Path(__file__).parents[4])
DICTIONARY_BYTES = 30_000_000  # far less than the dictionary, far more than anything else here

MEASURE = """
import sys
sys.path.insert(0, {source!r})
from yakusho.japanese import search
from yakusho.japanese.search import words


def pss():
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1_000


assert "sudachipy" not in sys.modules
search.parse_query("")
assert "sudachipy" not in sys.modules
begun = pss()
for text in ("引越しの手続", "国民健康保険の届", "お問い合わせ先は区役所の窓口です") * 50:
    search.analyse(text)
used = pss()
assert search.loaded()
{let_go}
assert not search.loaded()
print(begun, used, pss())
"""


def measured(let_go: str) -> tuple[int, int, int]:
    """PSS when the package is imported, when the dictionary was used, and when it was let go."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(source=SOURCE, let_go=let_go)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    begun, used, after = map(int, done.stdout.split())
    return begun, used, after


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="PSS is told by Linux only")
@pytest.mark.parametrize(
    "let_go",
    [
        "search.release()",
        "import time\nwords.IDLE_SECONDS = 0.3\nwords._wait(0.0)\nsearch.analyse('年金')\ntime.sleep(1.0)",
    ],
    ids=["released", "after the timer"],
)
def test_the_memory_of_the_dictionary_comes_back(let_go: str) -> None:
    begun, used, after = measured(let_go)
    assert after - begun < DICTIONARY_BYTES
    assert used >= after


def test_it_is_loaded_by_the_first_question_and_released_twice_without_harm() -> None:
    release()
    assert not loaded()
    assert analyse("年金").words == ["年金"]
    assert loaded()
    release()
    release()
    assert not loaded()


def test_the_timer_waits_for_a_minute_without_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(words, "_wait", waits.append)
    release()
    analyse("年金")
    assert waits == [words.IDLE_SECONDS]
    words._release_if_idle()
    assert loaded()
    assert 0 < waits[1] <= words.IDLE_SECONDS
    monkeypatch.setattr(words, "_used_at", words._used_at - 61)
    words._release_if_idle()
    assert not loaded()
    words._release_if_idle()
    assert len(waits) == 2


def test_many_threads_ask_at_once() -> None:
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(analyse("引越しの手続" * 50).words)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        release()
    for thread in threads:
        thread.join()
    assert found == [["引っ越し", "手続き"] * 50] * 8
