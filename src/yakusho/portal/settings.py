"""Settings of the portal (residents' side, Internet): no accounts, no sessions, few middlewares."""

import os

from yakusho.kernel import bounds
from yakusho.kernel.languages import NAMES
from yakusho.portal.mail.outgoing import mail_settings
from yakusho.zone_settings import common

globals().update(common("portal"))

ROOMS = "yakusho.portal.rooms"

LANGUAGES = list(NAMES.items())

INSTALLED_APPS = [
    "yakusho.portal.publications",
    "yakusho.portal.guide",
    "yakusho.portal.apply",
    "yakusho.portal.consents",
    "yakusho.portal.mail",
    "yakusho.portal.status",
    "yakusho.portal.proof",
    "yakusho.portal.plan",
    "yakusho.journal",
    "yakusho.search",
    "yakusho.ui",
    "django_htmx",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "yakusho.ui.middleware.RequestId",
    "yakusho.portal.middleware.end_with_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yakusho.portal.middleware.language_by_path",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "yakusho.portal.middleware.content_security_policy",
    "yakusho.portal.middleware.readings_above_kanji",
]

FILE_UPLOAD_HANDLERS = [
    "yakusho.portal.apply.uploads.SealingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = bounds.REQUEST_BYTES_MAX
DATA_UPLOAD_MAX_MEMORY_SIZE = bounds.REQUEST_BYTES_MAX
DATA_UPLOAD_MAX_NUMBER_FIELDS = bounds.FIELDS_MAX
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# The header in which the ward's own reverse proxy hands on a caller's address; without a proxy it stays empty.
ADDRESS_HEADER = os.environ.get("YAKUSHO_PORTAL_ADDRESS_HEADER", "")
# Benchmarks of a sample home switch the limits off; a real home never does.
RATE_LIMITS = not (globals()["SAMPLE_HOME"] and os.environ.get("YAKUSHO_PORTAL_RATE_LIMIT") == "off")

# The ward's mail server and the sender of its mails; a sample home without them puts mails into its folder.
globals().update(
    mail_settings(
        os.environ.get("YAKUSHO_SMTP_URL", ""),
        os.environ.get("YAKUSHO_MAIL_FROM", ""),
        globals()["ZONE_FOLDER"],
        sample=globals()["SAMPLE_HOME"],
    )
)
