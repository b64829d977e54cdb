"""Where mail goes out: the ward's mail server, or a folder of the home where a sample ward keeps it.

`YAKUSHO_SMTP_URL` names the server (`smtp://user:password@host:587?tls=1`, `smtps://…`); the portal calls no other.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

FOLDER = "mail"


def mail_settings(url: str, sender: str, folder: Path, *, sample: bool) -> dict[str, Any]:
    """The settings of mail: by a server, into the folder of a sample home, or none at all.

    Raises:
        ValueError: the address of the server can't be read, or mails would have no sender.
    """
    if not url:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {
            "MAIL_WAY": "folder" if sample else "",
            "EMAIL_BACKEND": backend,
            "EMAIL_FILE_PATH": str(folder / FOLDER),
            "DEFAULT_FROM_EMAIL": sender or "yakusho@localhost",
        }
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not sender:
        raise ValueError("YAKUSHO_SMTP_URL is like smtp://user:password@host:587?tls=1, and YAKUSHO_MAIL_FROM is set")
    return {
        "MAIL_WAY": "server",
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }
