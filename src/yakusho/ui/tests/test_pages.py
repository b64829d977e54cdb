"""Layouts, error pages, guards, and what is promised of every page."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import django_htmx
import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import get_resolver
from pytest_django import Settings

from yakusho.kernel.errors import Refused
from yakusho.ui import errors, guards
from yakusho.ui.context import House
from yakusho.ui.tests.reading import Page, loose_ends, unlabelled

pytestmark = pytest.mark.urls("yakusho.ui.tests.urls")

Answer = Callable[[HttpRequest], HttpResponse]

PAGE_BYTES_MAX = 60_000  # compressed, with all it loads
STYLE_BYTES_MAX = 20_000  # before compression


@pytest.fixture
def page(client: Client) -> Page:
    return Page(client.get("/gallery/").content.decode())


@pytest.fixture
def staff_page(client: Client, settings: Settings) -> Page:
    settings.ZONE, settings.ROOMS = "mynumber", "yakusho.ui.tests.rooms"
    return Page(client.get("/gallery/").content.decode())


@pytest.fixture
def quiet_client() -> Client:
    """A browser that sees the error page instead of the test seeing the error."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("zone_page", ["page", "staff_page"])
def test_every_page_is_whole(zone_page: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(zone_page)
    assert unlabelled(page) == []
    assert loose_ends(page) == []
    assert page.one("html").attributes["lang"] == "ja"
    assert page.one("h1").inside[-1].tag == "main"
    assert [link for link in page.all("a") if link.attributes["href"] == "#main"]


@pytest.mark.parametrize("zone_page", ["page", "staff_page"])
def test_no_page_has_a_style_or_script_inside(zone_page: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(zone_page)
    names = {name for element in page.elements for name in element.attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not page.all("style")
    assert all(script.attributes["src"].startswith("/static/") for script in page.all("script"))


def test_a_page_with_errors_says_so_in_its_title(page: Page) -> None:
    assert page.all("title")[0].text.startswith("エラー: 部品見本 | ")  # charts have titles of their own


def test_a_sample_home_says_so_on_every_page(client: Client, settings: Settings) -> None:
    assert "これは見本です" in client.get("/ja/plan/").content.decode()
    settings.SAMPLE_HOME = False
    assert "これは見本です" not in client.get("/ja/plan/").content.decode()


def test_the_gallery_exists_in_sample_homes_only(client: Client, settings: Settings) -> None:
    assert client.get("/gallery/").status_code == 200
    settings.SAMPLE_HOME = False
    assert client.get("/gallery/").status_code == 404


def test_a_staff_page_names_its_zone_and_shows_the_rooms_of_this_person(staff_page: Page) -> None:
    assert "マイナンバー利用事務系" in staff_page.one("header").text
    rail = [link for link in staff_page.all("a") if any(e.attributes.get("class") == "rail-list" for e in link.inside)]
    assert [link.text for link in rail] == ["受付箱", "部品見本"]
    assert [link.attributes.get("aria-current") for link in rail] == [None, "page"]
    assert "data-inbox" in rail[0].attributes


def test_the_same_page_in_another_language_is_one_link_away(client: Client) -> None:
    links = Page(client.get("/ja/plan/").content.decode()).all("a")
    assert "/en/plan/" in [link.attributes["href"] for link in links]


def test_where_the_path_has_no_language_a_button_changes_it(staff_page: Page, client: Client) -> None:
    assert "en" in [button.attributes.get("value") for button in staff_page.all("button")]
    changed = client.post("/language/", {"language": "en", "next": "/gallery/"})
    assert changed.headers["Location"] == "/gallery/"
    assert (
        client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"}).headers["Location"] == "/"
    )


def test_a_page_is_small_enough_for_a_slow_line(client: Client) -> None:
    html = client.get("/gallery/").content
    files = [
        Path(finders.find(f"ui/{name}")) for name in ("tokens.css", "ui.css", "charts.css", "ui.js", "favicon.svg")
    ]
    files.append(Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js")
    assert sum(len(gzip.compress(content)) for content in (html, *(f.read_bytes() for f in files))) <= PAGE_BYTES_MAX
    assert files[1].stat().st_size <= STYLE_BYTES_MAX


def test_styles_use_only_what_the_tokens_define() -> None:
    style = "".join(
        Path(finders.find(f"ui/{name}")).read_text("utf-8") for name in ("tokens.css", "ui.css", "charts.css")
    )
    defined = set(re.findall(r"(--[a-z0-9-]+):", style))
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", style)) == defined


def test_every_response_has_a_number_and_is_kept_by_nobody(client: Client) -> None:
    first, second = client.get("/gallery/"), client.get("/gallery/")
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]
    assert first.headers["Cache-Control"] == "no-store"


def test_a_published_page_may_be_kept(client: Client) -> None:
    assert client.get("/ja/plan/").headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(("path", "status"), [("/nowhere/", 404), ("/breaks/", 500), ("/take/", 405)])
def test_an_error_page_says_what_to_do_and_its_number(quiet_client: Client, path: str, status: int) -> None:
    response = quiet_client.get(path)
    assert response.status_code == status
    html = response.content.decode()
    assert f"<code>{response.headers['X-Request-Id']}</code>" in html
    assert Page(html).one("h1").text
    assert "最初の画面へ" in html


def test_a_mistake_of_ours_shows_nothing_of_what_was_typed(quiet_client: Client) -> None:
    assert "typed by a person" not in quiet_client.get("/breaks/").content.decode()


def test_when_even_the_error_page_fails_a_plain_sentence_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> str:
        raise OSError("no templates")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "もう一度お試しください" in response.content.decode()


def test_a_page_that_stood_open_too_long_tells_how_to_go_on() -> None:
    response = Client(enforce_csrf_checks=True).post("/take/", {"answer": "x"})
    assert response.status_code == 403
    assert "読み込み直して" in response.content.decode()


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda r: errors.bad_request(r, ValueError()), 400, "もう一度"),
        (lambda r: errors.bad_request(r, RequestDataTooBig()), 413, "小さく"),
        (lambda r: errors.forbidden(r, PermissionError()), 403, "管理者"),
        (lambda r: errors.too_many(r, 30), 429, "30秒"),
        (lambda r: errors.refused(r, Refused("期限を過ぎました。")), 403, "期限を過ぎました。"),
        (lambda r: errors.gone(r, "終わりました", "受付は終わりました。"), 410, "受付は終わりました。"),
    ],
)
def test_each_refusal_has_its_own_words(answer: Answer, status: int, words: str, rf: RequestFactory) -> None:
    response = answer(rf.get("/"))
    assert response.status_code == status
    assert words in response.content.decode()


def test_htmx_is_loaded_only_where_asked_and_may_not_evaluate_code(client: Client) -> None:
    assert "htmx" not in client.get("/ja/plan/").content.decode()
    loading = Template("{% htmx %}").render(Context())
    assert Page(loading).one("meta").attributes["content"].startswith('{"allowEval":false')


def test_an_error_page_needs_no_request_number(rf: RequestFactory) -> None:
    error = errors.ErrorPage(404, "題", "文")
    assert "<code>" not in render_to_string("ui/error.html", {"error": error, "house": House(rf.get("/"))})


def test_every_view_of_this_package_has_a_guard() -> None:
    patterns = get_resolver("yakusho.ui.urls").url_patterns
    assert {p.name: p.callback.guard for p in patterns} == {"gallery": "sample_only", "language": "public"}


def test_a_view_has_one_guard_only() -> None:
    with pytest.raises(ValueError, match="already"):
        guards.public(guards.public(lambda request: HttpResponse()))
