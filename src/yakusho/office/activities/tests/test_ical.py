"""Calendar files that other programs read back: a small reader of RFC 5545 that shares no code with the writer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yakusho.office.activities.ical import Event, calendar_text, fold

START = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
Component = tuple[str, list[tuple[str, dict[str, str], str]], list]


def read(text: str) -> Component:
    """A calendar as components with their properties; fails on anything that RFC 5545 doesn't allow."""
    assert text.endswith("\r\n")
    raw = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in raw)
    assert "\n" not in "".join(raw)
    lines: list[str] = []
    for line in raw:
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return _component(iter(lines), next(iter(lines)), skip_first=True)


def _component(lines, begin: str, skip_first: bool = False) -> Component:
    if skip_first:
        next(lines)
    name, properties, inner = begin.removeprefix("BEGIN:"), [], []
    for line in lines:
        if line == f"END:{name}":
            return name, properties, inner
        if line.startswith("BEGIN:"):
            inner.append(_component(lines, line))
            continue
        head, value = line.split(":", 1)
        key, *parameters = head.split(";")
        properties.append((key, dict(each.split("=", 1) for each in parameters), value))
    raise AssertionError(f"{name} does not end")


def unescaped(value: str) -> str:
    out, characters = "", iter(value)
    for character in characters:
        if character != "\\":
            assert character not in ",;"
            out += character
            continue
        following = next(characters)
        assert following in "\\;,nN"
        out += "\n" if following in "nN" else following
    return out


def _event(**changes: object) -> Event:
    values = {
        "uid": "0190-a@131199.yakusho",
        "sequence": 2,
        "changed_at": START - timedelta(days=3),
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "title": "RPA研修（基礎）",
        "place": "本庁舎, 北館; 9階",
        "text": "持ち物：職員証\n\\秘密ではない",
        "url": "http://127.0.0.1:8001/activities/1/",
        "cancelled": False,
        **changes,
    }
    return Event(**values)


def _read_event(event: Event) -> dict[str, tuple[dict[str, str], str]]:
    name, _properties, inner = read(calendar_text("予定", [event]))
    assert name == "VCALENDAR"
    assert [each[0] for each in inner] == ["VTIMEZONE", "VEVENT"]
    return {key: (parameters, value) for key, parameters, value in inner[1][1]}


def test_an_event_reads_back_as_it_was() -> None:
    event = _event()
    found = _read_event(event)
    assert found["UID"][1] == event.uid
    assert found["SEQUENCE"][1] == "2"
    assert found["DTSTART"] == ({"TZID": "Asia/Tokyo"}, "20261124T140000")
    assert found["DTEND"] == ({"TZID": "Asia/Tokyo"}, "20261124T160000")
    assert found["DTSTAMP"][1] == "20261121T050000Z"
    assert found["STATUS"][1] == "CONFIRMED"
    assert unescaped(found["SUMMARY"][1]) == event.title
    assert unescaped(found["LOCATION"][1]) == event.place
    assert unescaped(found["DESCRIPTION"][1]) == event.text


def test_a_cancelled_event_stays_under_its_uid_and_says_so() -> None:
    assert _read_event(_event(cancelled=True, sequence=3))["STATUS"][1] == "CANCELLED"
    assert _read_event(_event(cancelled=True))["UID"] == _read_event(_event())["UID"]


def test_the_time_zone_is_in_the_file() -> None:
    zone = read(calendar_text("予定", [_event()]))[2][0]
    assert ("TZID", {}, "Asia/Tokyo") in zone[1]
    standard = {key: value for key, _, value in zone[2][0][1]}
    assert (standard["TZOFFSETFROM"], standard["TZOFFSETTO"]) == ("+0900", "+0900")


def test_an_empty_calendar_is_still_a_calendar() -> None:
    assert [each[0] for each in read(calendar_text("予定", []))[2]] == ["VTIMEZONE"]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300)


@given(TEXTS, TEXTS)
def test_any_text_comes_back(title: str, text: str) -> None:
    found = _read_event(_event(title=title, text=text or "x"))
    assert unescaped(found["SUMMARY"][1]) == title
    assert unescaped(found["DESCRIPTION"][1]) == (text or "x")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_folding_cuts_no_character_and_keeps_every_line_short(line: str) -> None:
    pieces = list(fold(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
