"""Every component as a template tag or filter (部品); built in, so that no template loads anything."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from yakusho.kernel.errors import FieldError
from yakusho.ui import dates, parts, shapes
from yakusho.ui.charts import BarChart, LineChart, StageTrack
from yakusho.ui.field_html import error_html, field_html, hint_html
from yakusho.ui.fields import Field, field_id
from yakusho.ui.markup import element

register = template.Library()

BUTTON_KINDS = ("solid", "outline", "text", "danger")
SIZES = ("sm", "md", "lg")
BANNERS = {"info": "info", "success": "done", "warning": "warning", "error": "stopped"}

NOTHING = "－"


# Controls


def _button_class(kind: str, size: str) -> str:
    if kind not in BUTTON_KINDS or size not in SIZES:
        raise template.TemplateSyntaxError(f"no such button: {kind} {size}")
    return f"button button-{kind} button-{size}"


@register.simple_tag
def button(
    label: str,
    kind: str = "solid",
    *,
    name: str = "",
    value: str = "",
    size: str = "md",
    type: str = "submit",
    form: str = "",
    hint: str = "",
) -> SafeString:
    """A button; `hint` says in a line under it what pressing it will do."""
    hint_id = f"b-{name or type}-{value}-hint" if hint else ""
    values = {"class": _button_class(kind, size), "type": type, "name": name, "form": form}
    written = element("button", {**values, "value": value if name else None, "aria-describedby": hint_id}, label)
    if not hint:
        return written
    return element("div", {"class": "button-with-hint"}, written, element("p", {"class": "hint", "id": hint_id}, hint))


@register.simple_tag
def link_button(label: str, url: str, kind: str = "outline", *, size: str = "md") -> SafeString:
    """A link that looks like a button: it leads somewhere and changes nothing."""
    return element("a", {"class": _button_class(kind, size), "href": url}, label)


@register.simple_tag
def field(field: Field | None = None, **values: Any) -> SafeString:
    """A labelled input from a `Field`, from its parts by name, or from a `Field` with some parts changed."""
    if field is None:
        return field_html(Field(**values))
    return field_html(replace(field, **values) if values else field)


@register.simple_block_tag(end_name="end_field_group")
def field_group(content: str, legend: str, *, hint: str = "", error: str = "", name: str = "group") -> SafeString:
    """Fields that belong together, under one legend."""
    own_id = field_id(name)
    described = [f"{own_id}-hint"] * bool(hint) + [f"{own_id}-error"] * bool(error)
    values = {"class": "group", "id": own_id, "aria-describedby": " ".join(described), "tabindex": "-1"}
    legend_element = element("legend", {"class": "group-legend"}, legend)
    return element(
        "fieldset", values, legend_element, hint_html(own_id, hint), error_html(own_id, error), SafeString(content)
    )


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(errors: Iterable[FieldError | tuple[str, str]] = ()) -> dict[str, Any]:
    """What is wrong on the page, each line leading to its field; nothing when nothing is wrong."""
    pairs = [(error.path, error.sentence) if isinstance(error, FieldError) else error for error in errors or ()]
    return {"errors": [(field_id(name) if name else "", sentence) for name, sentence in pairs]}


# Saying things


@register.simple_tag
def banner(kind: str, title: str, text: str = "") -> str:
    """A message in a box: a word and a shape say how serious it is."""
    return _banner(kind, title, element("p", {}, text) if text else "")


@register.simple_block_tag(end_name="end_banner_block")
def banner_block(content: str, kind: str, title: str) -> str:
    """A banner with markup of its own inside."""
    return _banner(kind, title, SafeString(content))


def _banner(kind: str, title: str, body: str) -> str:
    if kind not in BANNERS:
        raise template.TemplateSyntaxError(f"no such banner: {kind}")
    words = {
        "info": pgettext("banner", "Notice"),
        "success": pgettext("banner", "Done"),
        "warning": pgettext("banner", "Caution"),
        "error": pgettext("banner", "Error"),
    }
    values = {"kind": kind, "word": words[kind], "shape": shapes.shape(BANNERS[kind]), "title": title, "body": body}
    return render_to_string("ui/parts/banner.html", values)


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(title: str, text: str = "", *, action: str = "", url: str = "") -> dict[str, Any]:
    """A place where nothing is yet: what will come here and how it begins."""
    return {"title": title, "text": text, "action": action, "url": url}


@register.simple_tag
def status(word: str, kind: str = "none") -> SafeString:
    """How something stands: a word with a shape beside it."""
    return element("span", {"class": f"status status-{kind}"}, shapes.shape(kind), word)


@register.inclusion_tag("ui/parts/steps.html")
def steps(current: int, total: int, title: str) -> dict[str, Any]:
    """Which of how many steps this page is."""
    return {"current": current, "total": total, "title": title, "marks": [n <= current for n in range(1, total + 1)]}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, label: str, *, left: str = "") -> dict[str, Any]:
    """How far a long piece of work has come, in a bar and in numbers."""
    return {"done": done, "total": total, "label": label, "left": left, "percent": done * 100 // max(total, 1)}


@register.inclusion_tag("ui/parts/description_list.html")
def description_list(pairs: Collection[parts.Pair | tuple[str, str]]) -> dict[str, Any]:
    """Terms and what is said about each."""
    return {"pairs": parts.as_pairs(pairs)}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(steps: Collection[parts.TimelineStep]) -> dict[str, Any]:
    """Dated steps in order; the current one is marked in words."""
    shape_of = {"done": "done", "current": "current", "coming": "waiting"}
    return {"steps": [(step, shapes.shape(shape_of[step.state])) for step in steps]}


@register.inclusion_tag("ui/parts/code_display.html")
def code_display(code: str, label: str, *, copy: bool = True) -> dict[str, Any]:
    """A number or code to be written down, large, with a button that copies it where scripts run."""
    return {"code": code, "label": label, "copy": copy}


@register.simple_tag
def number(value: float | None, unit: str = "") -> SafeString:
    """A number in figures of equal width, with its unit."""
    unit_element = element("span", {"class": "unit"}, unit) if unit and value is not None else ""
    return element("span", {"class": "number"}, number_text(value), unit_element)


@register.filter
def number_text(value: float | None) -> str:
    """A number with separators; a dash where there is none."""
    if value is None or value == "":
        return NOTHING
    return f"{value:,}"


@register.filter
def date_time(value: date | datetime | None) -> SafeString:
    """Day and time in words, ISO beside them."""
    return dates.date_time_html(value)


@register.filter
def date_only(value: date | datetime | None) -> SafeString:
    """The day in words, ISO beside it."""
    return dates.date_html(value)


@register.filter
def when(value: date | datetime | str | None) -> str:
    """A date or time in words; text stays as it is."""
    return dates.date_time_html(value) if isinstance(value, date) else (value or "")


@register.filter
def days_left(value: date | None) -> str:
    """How long is left to a due day."""
    return dates.days_left(value)


# Lists


@register.inclusion_tag("ui/parts/table.html")
def table(caption: str, columns: Collection[parts.Column | str], rows: Iterable[Iterable[object]]) -> dict[str, Any]:
    """A table of plain cells; numbers stand right."""
    heads = parts.as_columns(columns)
    cells = [[(value, head.numeric) for head, value in zip(heads, row, strict=True)] for row in rows]
    return {"caption": caption, "columns": heads, "rows": cells}


@register.simple_block_tag(end_name="end_table_block")
def table_block(content: str, caption: str, columns: Collection[parts.Column | str]) -> str:
    """A table whose rows the template writes itself."""
    values = {"caption": caption, "columns": parts.as_columns(columns), "body": SafeString(content)}
    return render_to_string("ui/parts/table.html", values)


@register.filter
def cell(value: object) -> object:
    """A table cell: numbers with separators, dates in words, the rest as it is."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return number_text(value)
    return dates.date_time_html(value) if isinstance(value, date) else value


@register.inclusion_tag("ui/parts/pager.html")
def pager(*, older: str = "", newer: str = "") -> dict[str, Any]:
    """Where the list goes on; keyset pages know only older and newer."""
    return {"older": older, "newer": newer}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Collection[parts.Tab], label: str) -> dict[str, Any]:
    """Saved filters or parts of a page, with how many wait behind each."""
    return {"items": items, "label": label}


# Charts and layout


@register.inclusion_tag("ui/parts/chart.html")
def chart(chart: BarChart | LineChart | StageTrack) -> dict[str, Any]:
    """A chart with its sentence and its numbers."""
    return {"chart": chart}


@register.simple_tag(name="shape")
def shape_tag(kind: str) -> SafeString:
    """A small shape to stand beside a word."""
    return shapes.shape(kind)


@register.simple_tag
def constant(template_name: str) -> SafeString:
    """A piece of layout that is the same on every page of one language, written once a process."""
    return _constant(template_name, get_language() or settings.LANGUAGE_CODE, settings.SAMPLE_HOME)


@cache
def _constant(template_name: str, language: str, sample: bool) -> SafeString:
    return render_to_string(template_name, {"language": language, "sample": sample})


@register.simple_tag
@cache
def htmx() -> SafeString:
    """Load htmx, for pages that ask the server for changed parts; nothing in it may evaluate code or write styles."""
    configuration = '{"allowEval":false,"includeIndicatorStyles":false,"historyCacheSize":0}'
    return format_html(
        '<meta name="htmx-config" content="{}"><script src="{}" defer></script>',
        configuration,
        static("django_htmx/htmx-2.min.js"),
    )
