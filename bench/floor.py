"""The yardstick: a bare Django app that takes the same application and nothing more (素のDjango).

Same server, workers and threads as the portal, pages of the same size, CSRF on, and one durable transaction that writes
a submission, its number and a journal row. It seals, signs and checks nothing else. Sizes and field names come from
`FLOOR_PAGES`, a JSON object `{"fields": […], "form": bytes, "check": bytes, "receipt": bytes}`.
"""

import json
import os
import secrets
from typing import Any

import django
from django.conf import settings

DEFAULT_PAGES = {"fields": [f"field_{i}" for i in range(24)], "form": 14_000, "check": 9_000, "receipt": 7_000}
PAGES: dict[str, Any] = json.loads(os.environ.get("FLOOR_PAGES") or json.dumps(DEFAULT_PAGES))
FIELD_CHARACTERS_MAX = 2000


def _page(title: str, body: str, bytes_wanted: int) -> str:
    """A template of about the wanted size: head, body, then plain paragraphs."""
    head = f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title></head>'
    start = f"{head}<body><h1>{title}</h1>"
    end = "</body></html>"
    paragraph = "<p>この手続は、区の電子区役所で受け付けています。わからないことは担当の課にお聞きください。</p>\n"
    missing = bytes_wanted - len((start + body + end).encode())
    return start + body + paragraph * max(0, missing // len(paragraph.encode())) + end


def _templates() -> dict[str, str]:
    fields, token = PAGES["fields"], "{% csrf_token %}"
    inputs = "".join(
        f'<p><label for="{name}">項目</label><input id="{name}" name="{name}" value="{{{{ answers.{name} }}}}"></p>\n'
        for name in fields
    )
    rows = "".join(
        f"<dt>項目</dt><dd>{{{{ answers.{name} }}}}"
        f'<input type="hidden" name="{name}" value="{{{{ answers.{name} }}}}"></dd>\n'
        for name in fields
    )
    button = "<button>次へ</button></form>"
    return {
        "form.html": _page("申請", f'<form method="post" action="/check/">{token}{inputs}{button}', PAGES["form"]),
        "check.html": _page(
            "確認", f'<form method="post" action="/submit/">{token}<dl>{rows}</dl>{button}', PAGES["check"]
        ),
        "receipt.html": _page("受付", "<p>受付番号 <strong>{{ number }}</strong></p>", PAGES["receipt"]),
    }


def _database(url: str) -> dict[str, Any]:
    import dj_database_url

    database: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=None)}
    if database["ENGINE"].endswith("sqlite3"):
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        database["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": pragmas}
    return database


settings.configure(
    DATABASES={"default": _database(os.environ["FLOOR_DATABASE_URL"])},
    SECRET_KEY=secrets.token_hex(32),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", _templates())])
                ]
            },
        }
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402


class Submission(models.Model):
    """The answers as sent."""

    answers = models.JSONField()
    received_at = models.DateTimeField()

    class Meta:
        app_label = "floor"


class Number(models.Model):
    """The number given to a submission."""

    number = models.CharField(max_length=20, unique=True)
    submission = models.BigIntegerField()

    class Meta:
        app_label = "floor"


class Row(models.Model):
    """A row of the journal."""

    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        app_label = "floor"


def make_tables() -> None:
    """Make the three tables; called once before the server starts."""
    with connection.schema_editor() as editor:
        for model in (Submission, Number, Row):
            editor.create_model(model)


def _answers(request: HttpRequest) -> dict[str, str] | None:
    """The answers, or None when one is missing or too long."""
    answers = {name: request.POST.get(name, "").strip() for name in PAGES["fields"]}
    return answers if all(0 < len(value) <= FIELD_CHARACTERS_MAX for value in answers.values()) else None


def form(request: HttpRequest) -> HttpResponse:
    """The empty form."""
    return render(request, "form.html", {"answers": {}})


def check(request: HttpRequest) -> HttpResponse:
    """All answers once more."""
    answers = _answers(request)
    if answers is None:
        return render(request, "form.html", {"answers": request.POST}, status=422)
    return render(request, "check.html", {"answers": answers})


def submit(request: HttpRequest) -> HttpResponse:
    """Store and give the number: one transaction, three rows."""
    answers = _answers(request)
    if answers is None:
        return render(request, "form.html", {"answers": request.POST}, status=422)
    number = f"M-{secrets.randbelow(100_000):05}-{secrets.randbelow(100_000):05}"
    moment = timezone.now()
    with transaction.atomic():
        submission = Submission.objects.create(answers=answers, received_at=moment)
        Number.objects.create(number=number, submission=submission.pk)
        Row.objects.create(kind="application.received", subject=number, recorded_at=moment, body={"number": number})
    return render(request, "receipt.html", {"number": number})


urlpatterns = [path("", form), path("check/", check), path("submit/", submit)]
application = get_wsgi_application()
