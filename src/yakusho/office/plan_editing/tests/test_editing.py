"""The secretariat edits the plan's file as text or as forms, sees findings beside the place, and decides it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import cast
from yakusho import plans
from yakusho.cli.inspection import inspect
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.office.plan import queries as plan_queries
from yakusho.office.plan_editing import actions, queries
from yakusho.office.plan_editing.models import PlanDraft, PlanVersion
from yakusho.ui.dates import day_words

MEASURE = "/plan/versions/measures/02/"


@pytest.fixture
def file() -> Path:
    found = queries.ward_file()
    assert found is not None
    return found


def _text(file: Path) -> str:
    return file.read_text("utf-8")


def _decision(**other: Any) -> actions.Decision:
    return actions.Decision(**{"on": clock.today(), "by": "推進本部", "words": "見直しのため", **other})


def _decide(stage: cast.Stage, file: Path, text: str) -> PlanVersion:
    draft = actions.draft_keep(by=stage.secretariat, file=file, text=text, seen=0)
    return actions.version_decide(
        by=stage.secretariat, file=file, seen=draft.revision, decision=_decision(), once=new_id()
    )


def _form(stage: cast.Stage, page: str) -> dict[str, str]:
    """What a browser would post from the page's form, unchanged."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, str] = {}
            self.area = self.select = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            values = {name: value or "" for name, value in attrs}
            if tag == "input" and values.get("name") not in (None, "csrfmiddlewaretoken"):
                self.found[values["name"]] = values.get("value", "")
            elif tag == "textarea":
                self.area = values["name"]
                self.found[self.area] = ""
            elif tag == "select":
                self.select = values["name"]
            elif tag == "option" and "selected" in values:
                self.found[self.select] = values.get("value", "")

        def handle_endtag(self, tag: str) -> None:
            self.area = "" if tag == "textarea" else self.area

        def handle_data(self, data: str) -> None:
            if self.area:
                self.found[self.area] += data

    reader = Reader()
    reader.feed(stage.client(stage.secretariat).get(page).content.decode())
    return reader.found


def test_the_text_and_the_forms_write_the_same_file(stage: cast.Stage, file: Path) -> None:
    posted = _form(stage, MEASURE) | {"title": "自動化の拡大", "i2-2021-raw": "年１回以上"}
    assert stage.client(stage.secretariat).post(f"{MEASURE}keep/", posted).status_code == 302
    by_form = PlanDraft.objects.get().text
    by_hand = _text(file).replace("title: RPA事業の拡大", "title: 自動化の拡大")
    at = by_hand.index("2021: {raw: １回,")
    assert by_form == by_hand[:at] + by_hand[at:].replace("raw: １回,", "raw: 年１回以上,", 1)
    assert by_form.startswith("# The ward's ICT plan as data")


def test_a_form_sent_unchanged_changes_nothing(stage: cast.Stage) -> None:
    assert stage.client(stage.secretariat).post(f"{MEASURE}keep/", _form(stage, MEASURE)).status_code == 302
    assert not PlanDraft.objects.exists()


def test_a_wrong_number_comes_back_with_everything_typed(stage: cast.Stage) -> None:
    posted = _form(stage, MEASURE) | {"title": "自動化の拡大", "i0-2021-value": "約30"}
    answer = stage.client(stage.secretariat).post(f"{MEASURE}keep/", posted)
    assert answer.status_code == 422
    assert "自動化の拡大" in answer.content.decode()
    assert "約30" in answer.content.decode()
    assert not PlanDraft.objects.exists()


def test_findings_stand_beside_their_indicator(stage: cast.Stage) -> None:
    page = stage.client(stage.secretariat).get(MEASURE).content.decode()
    at = page.index("<h2>02-3")
    assert "comparator-missing" in page[at : at + 1500]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("rule: R-COUNT", "rule: R-COUNTS", "isn&#x27;t offered"),
        ('id: "03-1"', 'id: "03-2"', "stands here twice"),
        ("          2023: {raw: 拡大, kind: direction, direction: increase}\n", "", "are not the years of the plan"),
    ],
)
def test_a_text_that_is_no_plan_is_kept_and_told_with_its_line(
    stage: cast.Stage, file: Path, before: str, after: str, said: str
) -> None:
    text = _text(file).replace(before, after, 1)
    client = stage.client(stage.secretariat)
    assert client.post("/plan/versions/text/keep/", {"text": text, "seen": "0"}).status_code == 302
    assert PlanDraft.objects.get().text == text
    page = client.get("/plan/versions/text/").content.decode()
    assert said in page
    assert "line " in page
    draft = PlanDraft.objects.get()
    with pytest.raises(Invalid):
        actions.version_decide(
            by=stage.secretariat, file=file, seen=draft.revision, decision=_decision(), once=new_id()
        )
    assert not PlanVersion.objects.exists()


def test_an_indicator_without_a_binding_is_refused(stage: cast.Stage, file: Path) -> None:
    text = _text(file).replace('id: "03-3"', 'id: "03-9"', 1)
    assert any(source == "bindings.yaml" and "03-9" in finding.words for source, finding in actions.faults(file, text))
    with pytest.raises(Invalid):
        _decide(stage, file, text)


def test_wrong_sums_are_findings_and_do_not_stop_the_draft(stage: cast.Stage, file: Path) -> None:
    text = _text(file).replace(
        "raw: '108,000枚', kind: count, value: 108000", "raw: '108,001枚', kind: count, value: 108001"
    )
    actions.draft_keep(by=stage.secretariat, file=file, text=text, seen=0)
    assert "sum-differs" in stage.client(stage.secretariat).get("/plan/versions/measures/11/").content.decode()


def test_a_decided_version_is_what_the_plan_room_uses(stage: cast.Stage, file: Path) -> None:
    assert plan_queries.ward_plan().plan.measures[1].title == "RPA事業の拡大"
    before = plan_queries.stamp()
    row = _decide(stage, file, _text(file).replace("title: RPA事業の拡大", "title: 自動化の拡大"))
    assert plan_queries.stamp() != before
    found = plan_queries.ward_plan().plan
    assert found.measures[1].title == "自動化の拡大"
    assert found.version is not None
    assert (found.version.number, found.version.stage) == (1, "decided")
    assert plan_queries.snapshot().measures[1].title == "自動化の拡大"
    (entry,) = Entry.objects.filter(kind="plan.decided")
    assert entry.body["content"] == row.content_hash == queries.text_hash(row.text)
    assert not PlanDraft.objects.exists()
    assert queries.text_of(file, 0) == _text(file)


def test_a_target_that_holds_from_a_later_day_is_not_used_before(stage: cast.Stage, file: Path) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    text = _text(file).replace(
        "previous_plan:",
        f"""revisions:
  - indicator: "01-2"
    period: all_years
    target: {{raw: 拡大, kind: direction, direction: increase}}
    holds_from: {tomorrow}
    decision: {{on: {clock.today().isoformat()}, by: 推進本部}}
    reason: scope
previous_plan:""",
        1,
    )
    _decide(stage, file, text)
    assert plan_queries.ward_plan().plan.measures[0].indicators[1].all_years.raw == "年６件以上"
    later = plan_queries._read(*plan_queries._files(), 1, clock.today() + timedelta(days=1))
    assert later.plan.measures[0].indicators[1].all_years.raw == "拡大"


def test_the_same_form_decides_once(stage: cast.Stage, file: Path) -> None:
    draft = actions.draft_keep(by=stage.secretariat, file=file, text=_text(file).replace("RPA事業", "自動化"), seen=0)
    once = str(new_id())
    posted = {"seen": str(draft.revision), "once": once, "decided_on": clock.today().isoformat(), "decided_by": "本部"}
    client = stage.client(stage.secretariat)
    assert [client.post("/plan/versions/decide/now/", posted).status_code for _ in range(2)] == [302, 302]
    assert PlanVersion.objects.count() == 1


def test_a_draft_that_somebody_else_changed_is_not_overwritten_or_decided(stage: cast.Stage, file: Path) -> None:
    actions.draft_keep(by=stage.secretariat, file=file, text=_text(file) + "# one\n", seen=0)
    client = stage.client(stage.secretariat)
    answer = client.post("/plan/versions/text/keep/", {"text": _text(file) + "# two\n", "seen": "0"})
    assert answer.status_code == 409
    assert "# two" in answer.content.decode()
    with pytest.raises(actions.Outdated):
        actions.version_decide(by=stage.secretariat, file=file, seen=9, decision=_decision(), once=new_id())


@pytest.mark.parametrize("wrong", [{"by": ""}, {"on": date(2999, 1, 1)}, {"words": "長" * 1001}])
def test_an_incomplete_decision_is_refused(stage: cast.Stage, file: Path, wrong: dict[str, Any]) -> None:
    draft = actions.draft_keep(by=stage.secretariat, file=file, text=_text(file).replace("RPA事業", "自動化"), seen=0)
    with pytest.raises(Invalid):
        actions.version_decide(
            by=stage.secretariat, file=file, seen=draft.revision, decision=_decision(**wrong), once=new_id()
        )


def test_a_draft_that_says_the_same_is_not_decided(stage: cast.Stage, file: Path) -> None:
    with pytest.raises(Invalid):
        _decide(stage, file, _text(file) + "# nothing new\n")


def test_only_the_secretariat_edits_and_decides(stage: cast.Stage, file: Path) -> None:
    with pytest.raises(Refused):
        actions.draft_keep(by=stage.desk_clerk, file=file, text="x", seen=0)
    answer = stage.client(stage.desk_clerk).post("/plan/versions/text/keep/", {"text": "x", "seen": "0"})
    assert answer.status_code == 403
    assert stage.client(stage.desk_clerk).get("/plan/versions/").status_code == 200


def test_the_database_keeps_what_was_decided(stage: cast.Stage, file: Path) -> None:
    _decide(stage, file, _text(file).replace("RPA事業", "自動化"))
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.update(text="")
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.all().delete()


def test_the_comparison_table_names_what_changed_and_who_decided(stage: cast.Stage, file: Path) -> None:
    _decide(stage, file, _text(file).replace("title: RPA事業の拡大", "title: 自動化の拡大"))
    client = stage.client(stage.desk_clerk)
    page = client.get("/plan/versions/compare/?old=0&new=1").content.decode()
    assert "RPA事業の拡大" in page
    assert "自動化の拡大" in page
    assert "推進本部" in page
    table = client.get("/plan/versions/compare.csv?old=0&new=1")
    assert table["Content-Type"].startswith("text/csv")
    assert "自動化の拡大" in table.content.decode()
    assert client.get("/plan/versions/compare/?old=0&new=7").status_code == 404
    assert plans.load(client.get("/plan/versions/1.yaml").content.decode()).measures[1].title == "自動化の拡大"


def test_the_comparison_table_as_pdf_says_versions_decision_day_and_sample_on_every_page(
    stage: cast.Stage, file: Path
) -> None:
    text = _text(file).replace("title: RPA事業の拡大", "title: 自動化の拡大")
    _decide(stage, file, text)
    client = stage.client(stage.desk_clerk)
    pdf = client.get("/plan/versions/compare.pdf?old=0&new=1")
    assert pdf["Content-Type"] == "application/pdf"
    assert f"{file.stem}-0-1.pdf" in pdf["Content-Disposition"]
    assert pdf.content == client.get("/plan/versions/compare.pdf?old=0&new=1").content
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.content)]
    assert all("見本" in page and "第0版" in page and "第1版" in page for page in pages)
    for words in ("新旧対照表", "推進本部", "見直しのため", day_words(clock.today()), "RPA事業の拡大", "自動化の拡大"):
        assert words in "".join(pages).replace("\r\n", ""), words
    assert "compare.pdf?old=0" in client.get("/plan/versions/compare/?old=0&new=1").content.decode()


def test_a_machine_without_japanese_fonts_says_so_where_a_pdf_is_asked_for_and_when_it_is_checked(
    stage: cast.Stage, settings: Any, tmp_path: Path
) -> None:
    settings.FONT_FOLDER = str(tmp_path)
    page = stage.client(stage.desk_clerk).get("/plan/versions/compare.pdf?old=0&new=0")
    assert page.status_code == 403
    assert "日本語の書体がないため" in page.content.decode()
    [finding] = [each for each in inspect() if "PDF" in each["words"]]
    assert "fonts-noto-cjk" in finding["remedy"]


def test_all_41_measures_of_the_plan_before_stand_in_the_continuity(stage: cast.Stage) -> None:
    page = stage.client(stage.desk_clerk).get("/plan/versions/continuity/").content.decode()
    assert "41 AIを活用したシステムの導入" in page
    assert "33 入札用発送図書の電子データ化" in page


def test_what_a_result_cost_stands_beside_the_budget(stage: cast.Stage, file: Path) -> None:
    money = "money: [{fiscal_year: 2021, budget: 1200000, settlement: 1000000}]"
    text = _text(file).replace("    new: false\n", f"    new: false\n    {money}\n    cost_per: 01-2\n", 1)
    _decide(stage, file, text)
    page = stage.client(stage.desk_clerk).get("/plan/versions/continuity/").content.decode()
    assert "1,200,000" in page
    assert "1,000,000" in page


def test_before_deciding_every_line_that_differs_is_shown(stage: cast.Stage, file: Path) -> None:
    actions.draft_keep(by=stage.secretariat, file=file, text=_text(file).replace("cycle: PDCA", "cycle: OODA"), seen=0)
    page = stage.client(stage.secretariat).get("/plan/versions/decide/").content.decode()
    assert "+  cycle: OODA" in page
    assert "-  cycle: PDCA" in page


def test_a_hundred_versions_cost_as_many_queries_as_one(stage: cast.Stage, file: Path) -> None:
    client = stage.client(stage.secretariat)

    def queries_of(versions: int) -> int:
        for number in range(PlanVersion.objects.count() + 1, versions + 1):
            PlanVersion.objects.create(
                key=new_id(),
                file=file.name,
                number=number,
                text=_text(file),
                content_hash="0" * 64,
                decided_on=clock.today(),
                decided_by="推進本部",
                by_section="it-suishin",
                seat=stage.secretariat.seat.id,
                recorded_at=clock.now(),
                entry=new_id(),
            )
        client.get("/plan/versions/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/plan/versions/").status_code == 200
        return len(asked)

    assert queries_of(1) == queries_of(100)
