"""The ward's organisation as a file, and as it arrives in another zone."""

from pathlib import Path

import pytest
from django.conf import settings

from tests import cast
from yakusho.desk.staff.actions import organisation_take
from yakusho.desk.staff.document import load
from yakusho.desk.staff.models import OrganisationGeneration, Section
from yakusho.desk.staff.receive import organisation_published
from yakusho.forms import Malformed
from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.messages.message import Message
from yakusho.messages.publications import OrganisationPublished

PLAN_SECTIONS = 28


def _ward_text() -> str:
    return (Path(settings.WARD_FOLDER) / "organisation.yaml").read_text("utf-8")


def test_the_sections_that_the_plan_names_are_real_and_the_others_say_that_they_are_samples() -> None:
    organisation = load(_ward_text())
    assert sum(not each.sample for each in organisation.sections) == PLAN_SECTIONS
    assert any(each.successors for each in organisation.sections)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("department: somu,", "department: nowhere,", "nowhere"),
        ("code: nozei,", "code: jinji,", "twice"),
        ("until: 2022-06-30", "until: 2020-01-01", "before it begins"),
        ("since: 2022-07-01", "since: someday", "since"),
        ("{code: kodomo-sogo-shien, since", "{code: jiso-kaisetsu, since", "successor"),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_remedy(old: str, new: str, words: str) -> None:
    text = _ward_text()
    line = next(number for number, row in enumerate(text.splitlines(), 1) if old in row)
    with pytest.raises(Malformed) as malformed:
        load(text.replace(old, new, 1))
    finding = malformed.value.findings[0]
    assert finding.line == line
    assert words in finding.words
    assert finding.remedy


@pytest.mark.parametrize("text", ["", "- a", "a: [", "format: yakusho-organisation/1"])
def test_what_is_no_organisation_is_told_so(text: str) -> None:
    with pytest.raises(Malformed):
        load(text)


def _message(generation: int, text: str) -> Message:
    content = blobs.put(load(text).model_dump_json(by_alias=True).encode())
    fact = OrganisationPublished(generation=generation, content=content)
    return Message(new_id(), "office", 0, fact.kind, 1, "organisation", clock.now(), fact.body())


def test_a_published_organisation_is_taken_over_once(stage: cast.Stage) -> None:
    changed = _ward_text().replace("ja: 納税課", "ja: 納税推進課")
    for _ in range(2):
        organisation_published(_message(3, changed))
    assert Section.objects.get(code="nozei").name_ja == "納税推進課"
    assert OrganisationGeneration.objects.count() == 2


def test_an_older_generation_that_comes_late_changes_nothing(stage: cast.Stage) -> None:
    organisation_published(_message(3, _ward_text()))
    organisation_published(_message(2, _ward_text().replace("ja: 納税課", "ja: 古い課")))
    assert Section.objects.get(code="nozei").name_ja == "納税課"


def test_a_section_that_left_the_file_ends_and_is_kept(stage: cast.Stage) -> None:
    lines = [row for row in _ward_text().splitlines() if "code: sports-shisetsu" not in row]
    organisation_take(load("\n".join(lines)), generation=9, content_hash="")
    assert Section.objects.get(code="sports-shisetsu").valid_until == clock.today()
