"""What the settings of all zones share; a zone's own `settings.py` adds its apps and middleware.

State lives under one home (`YAKUSHO_HOME`); each zone reads only its own folder in it, the ward's data folder and the
public key manifest. Secrets come from files or the environment, never from code.
"""

import json
import os
from pathlib import Path
from typing import Any

import dj_database_url

from yakusho.kernel import clock
from yakusho.kernel.languages import NAMES
from yakusho.ledger.keys import load_zone_keys, read_manifest

SOURCE = Path(__file__).resolve().parent
WRITE_WAIT_SECONDS = 30
"""So long a writer waits for SQLite's one lock: writers take it in no order, so that on a slow disk one of several is
passed over again and again. It ends before a proxy gives up waiting for the answer.
"""


def home() -> Path:
    """The folder of all state, from `YAKUSHO_HOME`."""
    return Path(os.environ.get("YAKUSHO_HOME", "home")).resolve()


def read_home_settings() -> dict[str, Any]:
    """What `yakusho init` wrote down: ward folder, sample or not, addresses of the zones."""
    settings: dict[str, Any] = json.loads((home() / "home.json").read_text("utf-8"))
    return settings


def _database(zone: str) -> dict[str, Any]:
    url = os.environ.get(f"YAKUSHO_{zone.upper()}_DATABASE_URL")
    if url:
        return {**dj_database_url.parse(url, conn_max_age=None), "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(home() / zone / "database.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WRITE_WAIT_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def common(zone: str) -> dict[str, Any]:
    """The settings every zone has, for `globals().update(common("portal"))`."""
    settings = read_home_settings()
    folder = home() / zone
    keys = load_zone_keys(folder / "keys")
    sample = bool(settings["sample"])
    tls = bool(settings.get("tls", False))
    if sample:
        clock.use_offset_file(home() / "clock-offset")
    prefix = f"__Host-yakusho_{zone}" if tls else f"yakusho_{zone}"
    return {
        "ZONE": zone,
        "ZONE_FOLDER": folder,
        "ZONE_KEYS": keys,
        "KEY_MANIFEST": read_manifest((folder / "keys" / "manifest.json").read_text("utf-8")),
        "WARD_FOLDER": Path(settings["ward"]),
        "WARD_CODE": settings["ward_code"],
        "SAMPLE_HOME": sample,
        "FONT_FOLDER": os.environ.get("YAKUSHO_FONT_FOLDER"),
        "ZONE_URLS": settings["urls"],
        "RELAY_CA_FILE": os.environ.get("YAKUSHO_RELAY_CA_FILE"),
        "DEBUG": False,
        "SECRET_KEY": keys.web.hex(),
        "ALLOWED_HOSTS": settings.get("hosts", ["127.0.0.1", "localhost"]),
        "ROOT_URLCONF": f"yakusho.{zone}.urls",
        "WSGI_APPLICATION": f"yakusho.{zone}.wsgi.application",
        "DATABASES": {"default": _database(zone)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Tokyo",
        "USE_I18N": True,
        "LANGUAGE_CODE": "ja",
        "LANGUAGES": [(code, NAMES[code]) for code in ("ja", "en")],
        "LOCALE_PATHS": [SOURCE / "locale"],
        "STATIC_URL": "/static/",
        "STATIC_ROOT": folder / "static",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": False,
                "DIRS": [],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "yakusho.ui.context.house",
                    ],
                    "loaders": [
                        ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])
                    ],
                    "builtins": ["yakusho.ui.templatetags.ui"],
                },
            }
        ],
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
        "CSRF_COOKIE_NAME": f"{prefix}_csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": tls,
        "CSRF_FAILURE_VIEW": "yakusho.ui.errors.csrf_failure",
        "SESSION_COOKIE_NAME": f"{prefix}_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": tls,
        # Under "no-referrer" browsers send `Origin: null` with forms, which no CSRF check can tell from a stranger's.
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if tls else None,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "SECURE_HSTS_SECONDS": 31_536_000 if tls else 0,
        "X_FRAME_OPTIONS": "DENY",
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": ["'none'"],
                "script-src": ["'self'"],
                "style-src": ["'self'"],
                "img-src": ["'self'", "data:"],
                "font-src": ["'self'"],
                "connect-src": ["'self'"],
                "form-action": ["'self'"],
                "base-uri": ["'none'"],
                "frame-ancestors": ["'none'"],
                "manifest-src": ["'self'"],
            }
        },
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 600,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2_000_000,
        "FILE_UPLOAD_TEMP_DIR": folder / "tmp",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": "yakusho.journal.log.JsonFormatter"}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": "WARNING"},
            "loggers": {
                "yakusho": {"level": "INFO"},
                "django": {"handlers": [], "level": "WARNING", "propagate": True},
            },
        },
    }
