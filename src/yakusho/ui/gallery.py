"""The gallery (部品見本): every component in its states, with the code that makes it."""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yakusho.kernel.clock import TOKYO
from yakusho.kernel.errors import FieldError
from yakusho.ui.charts import Bar, BarChart, LineChart, Point, StageTrack
from yakusho.ui.field_html import explanation_html, grid_html
from yakusho.ui.fields import Choice, Field
from yakusho.ui.guards import sample_only
from yakusho.ui.parts import Column, Pair, Tab, TimelineStep

DAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 17, 5, tzinfo=TOKYO)
BIRTHDAY_ERROR = "生年月日は、昭和40年4月1日 のように入れてください"
WAY_ERROR = "受け取り方を選んでください"

FIELDS = (
    Field("family_name", "氏名", autocomplete="name", width=16, hint="戸籍のとおりに入れてください。"),
    Field("kana", "氏名（カナ）", value="ミホン タロウ", required=False, width=16),
    Field("birthday", "生年月日", value="昭和65年", error=BIRTHDAY_ERROR, width=12, autocomplete="bday"),
    Field("postcode", "郵便番号", inputmode="numeric", width=4, autocomplete="postal-code", maxlength=8),
    Field("mail", "メールアドレス", kind="email", required=False, autocomplete="email"),
    Field(
        "request",
        "知りたい文書",
        kind="textarea",
        maxlength=4000,
        hint="いつごろの、何についての文書かを書いてください。",
    ),
    Field(
        "relation",
        "本人との関係",
        kind="select",
        choices=(("self", "本人"), ("parent", "親"), ("agent", "代理人")),
        width=8,
    ),
)
PRICE = Field("price", "家賃（1か月）", inputmode="numeric", value="85,000", unit="円", width=8)
TOWN = Field(
    "town",
    "町名と丁目",
    hint="入れはじめると、候補が出ます。ほかの書き方でもかまいません。",
    suggestions=("見本町一丁目", "見本町二丁目", "例町"),
    width=16,
)
GRID = (
    (
        "平日",
        (
            Field("hours-weekday_from", "平日：はじめ", value="9:00", width=4),
            Field("hours-weekday_to", "平日：おわり", width=4),
        ),
    ),
    (
        "土曜",
        (
            Field("hours-sat_from", "土曜：はじめ", width=4),
            Field("hours-sat_to", "土曜：おわり", error="「土曜：おわり」を入れてください。", width=4),
        ),
    ),
)
CHOICES = (
    Field(
        "way",
        "受け取り方",
        kind="radios",
        value="view",
        choices=(Choice("view", "窓口で見る", "手数料はかかりません。"), Choice("copy", "写しを郵送で受け取る")),
    ),
    Field(
        "way_missing",
        "受け取り方（選ばれていないとき）",
        kind="radios",
        error=WAY_ERROR,
        choices=(("view", "見る"), ("copy", "写し")),
    ),
    Field(
        "topics",
        "知らせてほしいこと",
        kind="checkboxes",
        required=False,
        value=("tax",),
        choices=(("tax", "税"), ("child", "子ども")),
    ),
    Field("agree", "書いたことに間違いはありません", kind="checkbox"),
    Field(
        "paper",
        "本人確認書類",
        kind="file",
        accept="image/*,application/pdf",
        hint="写真かPDFを選んでください。5MBまでです。",
    ),
    Field("paper_kept", "通帳の写し", kind="file", required=False, uploaded="passbook.jpg"),
)
ERRORS = (FieldError("birthday", BIRTHDAY_ERROR), ("way_missing", WAY_ERROR))
TABS = (Tab("すべて", "?all", True, 128), Tab("期限が近い", "?soon", False, 3), Tab("わたしの担当", "?mine", False, 0))
COLUMNS = (
    Column("番号"),
    Column("届いた日", sort_url="?sort=arrived", direction="descending"),
    Column("状態", sort_url="?sort=state"),
    Column("手数料", numeric=True, unit="円"),
)
ROWS = (
    ("M-48219-03756", DAY, "受付", 300),
    ("M-10482-77120", DAY, "審査中", 1200),
    ("M-99120-41006", DAY, "交付", None),
)
PAIRS = (
    Pair("氏名", "見本 太郎", "#description-list", "変更"),
    Pair("住所", "見本町二丁目66番1号", "#description-list", "変更"),
    ("届いた日", DAY),
)
STEPS = (
    TimelineStep("申請を受け付けました", MOMENT, "done"),
    TimelineStep(
        "担当課が内容を確認しています",
        date(2026, 11, 25),
        "current",
        "足りないものがあれば、この画面でお知らせします。",
    ),
    TimelineStep("結果をお知らせします", "12月8日（火）ごろ", "coming"),
)
CHARTS = (
    BarChart(
        "オンライン申請は目標を上回っています",
        "令和7年度は36,480件で、目標の36,000件を480件上回りました。",
        (
            Bar("令和6年度", 31250, 36000, "未達成", "stopped", "以上"),
            Bar("令和7年度", 36480, 36000, "達成", "done", "以上"),
            Bar("令和8年度", None, 36000, "未報告", "waiting", "以上"),
        ),
        unit="件",
        note="見本の数字です。",
    ),
    LineChart(
        "このままなら年度末に31,000枚（目標36,000枚）",
        "開庁日243日のうち、121日が過ぎました。",
        (Point("4月1日", 0, 0), Point("9月30日", 0.5, 15500)),
        ahead=Point("3月31日", 1, 31000),
        target=Point("3月31日", 1, 36000),
        unit="枚",
        note="見本の数字です。",
    ),
    StageTrack(
        "システムは運用準備まで進みました",
        "計画では今年度中に運用を始めます。あと1段階です。",
        ("検討・決定", "運用準備", "運用開始"),
        reached=1,
        planned=2,
    ),
)


@sample_only
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, in this zone's layout."""
    layout = "ui/portal.html" if settings.ZONE == "portal" else "ui/staff.html"
    values = {
        "layout": layout,
        "fields": FIELDS,
        "town": TOWN,
        "price": PRICE,
        "grid": grid_html("預ける時間", ("はじめ", "おわり"), GRID),
        "explanation": explanation_html("after", "このあとのこと", "内容を確かめます。\n結果は手紙でお知らせします。"),
        "choices": CHOICES,
        "errors": ERRORS,
        "tabs": TABS,
        "columns": COLUMNS,
        "rows": ROWS,
        "pairs": PAIRS,
        "timeline_steps": STEPS,
        "charts": CHARTS,
        "moment": MOMENT,
        "day": DAY,
    }
    return render(request, "ui/gallery.html", values)
