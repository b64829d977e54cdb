"""What the components say, and that no meaning hangs on colour or position alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from yakusho.ui.charts import Bar, BarChart, LineChart, Point, StageTrack
from yakusho.ui.parts import Column, Pair, Tab, TimelineStep
from yakusho.ui.tests.reading import Page, loose_ends

DAY = date(2026, 11, 24)


def write(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


def read(source: str, **values: Any) -> Page:
    return Page(write(source, **values))


def test_the_error_summary_counts_and_leads_to_the_fields() -> None:
    page = read(
        '{% error_summary errors %}{% field name="a" label="A" %}'
        '{% field name="b" label="B" kind="radios" choices=c %}',
        errors=[("a", "Aを入れてください"), ("b", "Bを選んでください"), ("", "同じ申請が届いています")],
        c=[("1", "一")],
    )
    assert "3か所" in page.one("h2").text
    assert [link.attributes["href"] for link in page.all("a")] == ["#f-a", "#f-b"]
    assert loose_ends(page) == []
    assert page.by_id("error-summary").attributes["tabindex"] == "-1"


def test_without_errors_there_is_no_summary() -> None:
    assert write("{% error_summary errors %}", errors=[]).strip() == ""
    assert write("{% error_summary errors %}").strip() == ""


@pytest.mark.parametrize(
    ("kind", "word"), [("info", "お知らせ"), ("success", "完了"), ("warning", "注意"), ("error", "エラー")]
)
def test_a_banner_says_its_kind_in_a_word(kind: str, word: str) -> None:
    html = write("{% banner kind '題名' text %}", kind=kind, text="<b>文</b>")
    assert word in html
    assert "&lt;b&gt;" in html
    assert "<svg" in html


def test_a_banner_may_hold_markup_of_the_template() -> None:
    assert "<b>太字</b>" in write(
        "{% banner_block 'info' '題名' %}<b>{{ word }}</b>{% end_banner_block %}", word="太字"
    )


def test_unknown_kinds_are_mistakes_of_ours() -> None:
    for source in ("{% banner 'loud' '題名' %}", "{% button '押す' 'pink' %}"):
        with pytest.raises(TemplateSyntaxError):
            write(source)


def test_a_button_says_what_it_will_do() -> None:
    page = read('{% button "承認する" name="decide" value="approve" hint="申請者に知らせます。" %}')
    button = page.one("button")
    assert page.by_id(button.attributes["aria-describedby"]).text == "申請者に知らせます。"
    assert (button.attributes["name"], button.attributes["value"]) == ("decide", "approve")


def test_a_status_is_a_word_and_a_shape() -> None:
    done, stopped = write("{% status '達成' 'done' %}"), write("{% status '達成' 'stopped' %}")
    assert "達成" in done
    assert Page(done).one("path").attributes["d"] != Page(stopped).one("path").attributes["d"]


def test_steps_are_said_in_words() -> None:
    assert "5のうち2番目" in read("{% steps 2 5 'あなたのこと' %}").one("p").text


def test_progress_is_a_bar_with_numbers() -> None:
    page = read("{% progress 320 1200 '名簿' left='あと3分' %}")
    assert page.one("progress").attributes["value"] == "320"
    assert "320 / 1,200" in page.all("p")[0].text
    assert "あと3分" in page.all("p")[0].text


def test_a_description_list_links_to_the_change_of_one_answer() -> None:
    page = read("{% description_list pairs %}", pairs=[Pair("氏名", "見本\n太郎", "/edit/", "変更"), ("届いた日", DAY)])
    assert page.one("a").text == "変更 (氏名)"
    assert page.one("time").attributes["datetime"] == "2026-11-24"
    assert page.one("br")


def test_the_present_step_of_a_timeline_is_marked_in_words() -> None:
    steps = [TimelineStep("受付", DAY, "done"), TimelineStep("審査", "12月ごろ", "current"), TimelineStep("通知")]
    items = read("{% timeline steps %}", steps=steps).all("li")
    assert ["いま" in item.text for item in items] == [False, True, False]
    assert items[1].attributes["aria-current"] == "step"
    assert "済み" in items[0].text


def test_a_table_has_a_caption_heads_and_right_aligned_numbers() -> None:
    columns = ["番号", Column("手数料", numeric=True, unit="円", sort_url="?sort=fee", direction="ascending")]
    page = read("{% table '申請' columns rows %}", columns=columns, rows=[("M-1", 1200), ("M-2", None)])
    assert page.one("caption").text == "申請"
    fee = page.all("th")[1]
    assert (fee.attributes["aria-sort"], fee.attributes["class"]) == ("ascending", "num")
    assert "(円)" in fee.text
    assert [cell.text for cell in page.all("td")] == ["1,200", "－"]


def test_a_table_refuses_rows_that_do_not_fit_its_heads() -> None:
    with pytest.raises(ValueError, match="zip"):
        write("{% table '申請' columns rows %}", columns=["番号"], rows=[("M-1", 2)])


def test_cells_are_escaped_and_rows_may_be_written_by_hand() -> None:
    assert "&lt;b&gt;" in write("{% table '申請' columns rows %}", columns=["番号"], rows=[("<b>",)])
    page = read(
        "{% table_block '申請' columns %}<tr data-row><td>{{ x }}</td></tr>{% end_table_block %}",
        columns=["番号"],
        x="<b>",
    )
    assert page.one("td").text == "<b>"


def test_the_pager_shows_only_where_the_list_goes_on() -> None:
    assert [a.attributes["rel"] for a in read("{% pager older='?a' newer='?b' %}").all("a")] == ["prev", "next"]
    assert [a.attributes["rel"] for a in read("{% pager older='?a' %}").all("a")] == ["next"]
    assert write("{% pager %}").strip() == ""


def test_tabs_count_what_waits_and_mark_the_present_one() -> None:
    tabs = read("{% tabs items '種類' %}", items=[Tab("すべて", "?", True, 1280), Tab("期限", "?due", count=0)]).all(
        "a"
    )
    assert tabs[0].attributes["aria-current"] == "page"
    assert "1,280" in tabs[0].text
    assert "0" in tabs[1].text


def test_bars_are_measured_from_zero_on_one_axis() -> None:
    chart = BarChart("題", "文", (Bar("a", 50, 100), Bar("b", 100, 100), Bar("c", 0, None)))
    half, full, zero = chart.drawn
    assert half.length * 2 == pytest.approx(full.length, abs=1)
    assert full.length == full.target_at
    assert zero.length == 0


def test_no_number_is_not_zero() -> None:
    html = write("{% chart c %}", c=BarChart("題", "文", (Bar("a", None, 5), Bar("b", 0, 5)), unit="件"))
    assert html.count("まだ数字がありません") == 1
    assert Page(html).all("td")[0].text == "－"
    assert Page(html).all("td")[2].text == "0"


def test_a_chart_without_any_number_can_be_drawn() -> None:
    assert "題" in write("{% chart c %}", c=BarChart("題", "文", (Bar("a", None), Bar("b", 0))))


def test_a_chart_has_its_sentence_and_its_numbers_in_a_table() -> None:
    page = read(
        "{% chart c %}", c=BarChart("題", "一文", (Bar("R7", 36480, 36000, "達成", "done", "以上"),), unit="件")
    )
    assert "一文" in page.one("figcaption").text
    assert [cell.text for cell in page.all("td")] == ["36,480", "36,000以上", "達成"]


def test_a_stage_track_says_which_stage_is_reached_and_planned() -> None:
    track = StageTrack("題", "文", ("検討", "準備", "運用"), reached=1, planned=2)
    items = read("{% chart c %}", c=track).all("li")
    assert ["到達" in item.text for item in items] == [True, True, False]
    assert ["今の計画" in item.text for item in items] == [False, False, True]
    nothing = read("{% chart c %}", c=StageTrack("題", "文", ("検討", "準備"))).all("li")
    assert all("まだ" in item.text for item in nothing)


def test_a_moment_is_told_on_the_clock_of_tokyo_with_its_weekday() -> None:
    moment = datetime(2026, 11, 24, 23, 5, tzinfo=UTC)
    page = read("{{ moment|date_time }}", moment=moment)
    assert page.one("time").text == "令和8年11月25日（水） 08:05"
    assert page.one("time").attributes["datetime"] == "2026-11-25T08:05+09:00"
    with translation.override("en"):
        assert read("{{ moment|date_only }}", moment=moment).one("time").text == "Wed 25 Nov 2026"


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2026, 11, 27), "あと3日"), (DAY, "今日まで"), (date(2026, 11, 22), "2日過ぎ"), (None, "")],
)
def test_time_left_is_said_in_words(due: date | None, words: str) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        assert write("{{ due|days_left }}", due=due) == words


def test_a_code_is_shown_in_full_and_the_copy_button_waits_for_scripts() -> None:
    page = read("{% code_display 'M-48219-03756' '受付番号' %}")
    assert "M-48219-03756" in page.all("p")[1].text
    assert "hidden" in page.one("button").attributes


def test_an_empty_place_teaches_how_it_begins() -> None:
    page = read(
        "{% empty_state 'まだ申請はありません' '公開すると届きます。' action='手続を作る' url='/procedures/' %}"
    )
    assert page.one("a").text == "手続を作る"
    assert not read("{% empty_state 'まだ申請はありません' %}").all("a")


def test_a_line_chart_is_named_and_described_and_its_points_stand_in_a_table() -> None:
    chart = LineChart(
        "このままなら31枚",
        "半分が過ぎました。",
        (Point("4月", 0, 0), Point("10月", 0.5, 15)),
        ahead=Point("3月", 1, 30),
        target=Point("3月", 1, 40),
        unit="枚",
    )
    html = write("{% chart c %}", c=chart)
    assert '<svg class="line-drawing"' in html
    assert "<title>このままなら31枚</title><desc>半分が過ぎました。</desc>" in html
    assert [word in html for word in ("実績", "このままなら", "目標")] == [True] * 3
    assert '<td class="num">40</td>' in html
    assert html.index("</svg>") < html.index("<table>")


def test_a_line_begins_at_zero_and_its_target_lies_above_where_it_leads() -> None:
    chart = LineChart("題", "文", (Point("a", 0, 0), Point("b", 0.5, 15)), Point("c", 1, 30), Point("c", 1, 40))
    assert chart.measured_path.startswith("M0 300L500 ")
    ahead, target = (int(path.split()[-1].partition("H")[0]) for path in (chart.ahead_path, chart.target_path))
    assert target < ahead < 300


def test_a_line_of_nothing_but_zeros_can_be_drawn() -> None:
    chart = LineChart("題", "文", (Point("a", 0, 0), Point("b", 0.5, 0)))
    assert (chart.measured_path, chart.ahead_path, chart.target_path) == ("M0 300L500 300", "", "")
