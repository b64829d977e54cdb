"""Why what was typed is no day for a form, in words, with the day that it may have meant."""

from datetime import date

from yakusho.forms.words import Wrong
from yakusho.japanese.dates import INEXACT, DateReading, wareki, western

EXAMPLE = Wrong(
    "「{label}」は、昭和40年4月1日 や 1965-04-01 のように入れてください。",
    "Enter “{label}” like 1965-04-01 or 昭和40年4月1日.",
    "「{label}」は、1965年4月1日 か 1965-04-01 のように 入（い）れて ください。",
)
_NEEDS_DAY = Wrong(
    "「{label}」は、何日かまで入れてください（例 昭和40年4月1日）。",
    "Enter “{label}” with its day (for example 1965-04-01 or 昭和40年4月1日).",
    "「{label}」は、何日（なんにち）かも 入（い）れて ください（例（れい）：1965年4月1日）。",
)
_NOT_ONE_DAY = Wrong(
    "「{label}」は、1つの日だけを、「から」「まで」「頃」などをつけずに入れてください。",
    "Enter “{label}” as one exact day, without words such as “from”, “until” or “about”.",
    "「{label}」は、1つの 日（ひ）だけ 入（い）れて ください（例（れい）：1965年4月1日）。",
)
_DIGITS = Wrong(
    "「{label}」は、数字の並びだけでは日を決められません。昭和40年4月1日 や 1965-04-01 のように入れてください。",
    "These digits may mean more than one day. Enter “{label}” like 1965-04-01 or 昭和40年4月1日.",
    "「{label}」の 日（ひ）が わかりませんでした。1965年4月1日 か 1965-04-01 のように 入（い）れて ください。",
)
_BY_REASON = {
    "no_era": Wrong(
        "「{label}」は、年の前に昭和・平成・令和などの元号をつけるか、西暦4けたで入れてください（例 昭和40年4月1日）。",
        "Enter “{label}” with the era or a four-digit year (for example 1965-04-01 or 昭和40年4月1日).",
        "「{label}」の 年（とし）は、数字（すうじ） 4つで 入（い）れて ください（例（れい）：1965年4月1日）。",
    ),
    "no_year": Wrong(
        "「{label}」は、年も入れてください（例 昭和40年4月1日）。",
        "Enter “{label}” with its year (for example 1965-04-01 or 昭和40年4月1日).",
        "「{label}」は、年（とし）も 入（い）れて ください（例（れい）：1965年4月1日）。",
    ),
    "short_year": Wrong(
        "「{label}」の年は、西暦4けたか、元号をつけて入れてください（例 昭和40年4月1日）。",
        "Enter the year of “{label}” in four digits or with the era (for example 1965-04-01 or 昭和40年4月1日).",
        "「{label}」の 年（とし）は、数字（すうじ） 4つで 入（い）れて ください（例（れい）：1965年4月1日）。",
    ),
    "no_such_day": Wrong(
        "「{label}」の日は、暦にありません。月と日を確かめて入れてください。",
        "There is no such day as the one in “{label}”. Check the month and the day.",
        "「{label}」の 日（ひ）は、カレンダーに ありません。月（つき）と 日（ひ）を 見（み）て ください。",
    ),
    "outside_era": Wrong(
        "「{label}」の日は、その元号の時代にありません。元号と年を確かめて入れてください。",
        "The day in “{label}” is outside that era. Check the era and the year.",
        "「{label}」の 年（とし）が ちがいます。1965年4月1日 のように 入（い）れて ください。",
    ),
    "too_early": Wrong(
        "「{label}」には、明治6年1月1日（1873年）より前の日は入れられません。年を確かめてください。",
        "“{label}” can't be before 1 January 1873. Check the year.",
        "「{label}」は、1873年1月1日より 前（まえ）の 日（ひ）に できません。年（とし）を 見（み）て ください。",
    ),
    "too_late": Wrong(
        "「{label}」には、2199年より後の日は入れられません。年を確かめてください。",
        "“{label}” can't be after 2199. Check the year.",
        "「{label}」は、2199年より あとの 日（ひ）に できません。年（とし）を 見（み）て ください。",
    ),
    "years_disagree": Wrong(
        "「{label}」の和暦と西暦が合いません。どちらか1つで入れてください。",
        "The two years in “{label}” don't agree. Enter one of them.",
        "「{label}」の 2つの 年（とし）が ちがいます。どちらか 1つを 入（い）れて ください。",
    ),
    "weekday_differs": Wrong(
        "「{label}」の日と曜日が合いません。確かめて、曜日をつけずに入れてください。",
        "The day of the week in “{label}” belongs to another day. Check it and enter the day alone.",
        "「{label}」の 曜日（ようび）が ちがいます。日（ひ）だけを 入（い）れて ください（例（れい）：1965年4月1日）。",
    ),
    "other_time_zone": Wrong(
        "「{label}」は、日本の日付だけを入れてください。",
        "Enter “{label}” as a day in Japan, without a time.",
        "「{label}」は、日本（にほん）の 日（ひ）だけを 入（い）れて ください。時間（じかん）は いりません。",
    ),
    "several_dates": _NOT_ONE_DAY,
    "ambiguous": _DIGITS,
    "era_code": _DIGITS,
    "unknown_era_code": _DIGITS,
    "serial_number": _DIGITS,
}
"""Sentences by the reader's reason; every other one asks for an example's spelling."""

_HARMLESS = frozenset(("day_first", "month_first"))
"""Reasons that leave one reading only, of a day that a person wrote out."""


def exact_day(reading: DateReading) -> date | Wrong:
    """The one day that somebody typed, or what to tell them."""
    if reading.valid and reading.date is None:
        return _NEEDS_DAY
    reasons = [reason for reason in reading.reasons if reason not in _HARMLESS]
    if reasons:
        return _with_nearest(_BY_REASON.get(reasons[0], EXAMPLE), reading.nearest or reading.date)
    if not INEXACT.isdisjoint(reading.flags):
        return _with_nearest(_NOT_ONE_DAY, reading.date)
    return reading.date or EXAMPLE


def _with_nearest(reason: Wrong, nearest: date | None) -> Wrong:
    if nearest is None:
        return reason
    return Wrong(
        f"{reason.ja}{wareki(nearest)} のことでしたら、そのように入れてください。",
        f"{reason.en} If you mean {english_day(nearest)}, enter {nearest.isoformat()}.",
        f"{reason.easy}{western(nearest)} ですか。そうだったら、そのように 入（い）れて ください。",
    )


def english_day(day: date) -> str:
    """A day in English: 1 April 1965."""
    return f"{day.day} {day:%B} {day.year}"
