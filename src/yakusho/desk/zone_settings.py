"""What the settings of the two staff zones share beyond those of all zones."""

import os
from typing import Any

from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.zone_settings import common

DESK_APPS = [
    "yakusho.desk.staff",
    "yakusho.desk.access",
    "yakusho.desk.procedures",
    "yakusho.desk.cases",
    "yakusho.desk.attachments",
    "yakusho.desk.problems",
]

LOGIN_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
SESSION_SECONDS = 10 * 60 * 60  # one working day


def staff_zone(zone: str, *rooms: str) -> dict[str, Any]:
    """The settings of a staff zone (職員の領域) with its own rooms, for `globals().update(staff_zone("office"))`."""
    settings = common(zone)
    settings["TEMPLATES"][0]["OPTIONS"]["context_processors"].append("yakusho.desk.staff.context.staff")
    prefix = settings["SESSION_COOKIE_NAME"].removesuffix("_session")
    return {
        **settings,
        "ROOMS": f"yakusho.{zone}.rooms",
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "yakusho.journal",
            "yakusho.search",
            "yakusho.ui",
            *DESK_APPS,
            *rooms,
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "csp",
        ],
        "MIDDLEWARE": [
            "yakusho.ui.middleware.RequestId",
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "csp.middleware.CSPMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "yakusho.desk.staff.middleware.ChosenLanguage",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            "yakusho.desk.staff.middleware.Refusals",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        # Scans and files of staff stay in memory, so that none lies open in a temporary file.
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 4 * UPLOAD_BYTES_MAX,
        "AUTH_USER_MODEL": "staff.User",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 12},
            },
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "LANGUAGE_COOKIE_NAME": f"{prefix}_language",
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_SECURE": settings["SESSION_COOKIE_SECURE"],
        "SESSION_COOKIE_AGE": SESSION_SECONDS,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        # Where clamd listens; codes of procedures (or `all`) whose PDF copies keep their text and are not drawn anew.
        "CLAMD": os.environ.get("YAKUSHO_CLAMD"),
        "PDF_KEEPS_TEXT": frozenset(os.environ.get(f"YAKUSHO_{zone.upper()}_PDF_TEXT", "").replace(",", " ").split()),
        "ACCOUNT_ADAPTER": "yakusho.desk.staff.login.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_RATE_LIMITS": LOGIN_RATE_LIMITS,
        # The header in which the zone's own front hands on a caller's address; without a front it stays unset.
        "ALLAUTH_TRUSTED_CLIENT_IP_HEADER": os.environ.get(f"YAKUSHO_{zone.upper()}_ADDRESS_HEADER"),
        "MFA_ADAPTER": "yakusho.desk.staff.login.SecondFactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_FORMS": {
            "add_webauthn": "yakusho.desk.staff.forms.NewKeyForm",
            "edit_webauthn": "yakusho.desk.staff.forms.KeyNameForm",
        },
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": settings["SAMPLE_HOME"],
    }
