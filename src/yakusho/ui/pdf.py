"""PDF files of this house: with the fonts of this machine, and the mark of a sample on every page."""

from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from yakusho.documents import Document, Fonts, NoFont, find_fonts, write
from yakusho.kernel.errors import Refused


def fonts() -> Fonts:
    """The fonts that documents are written with.

    Raises:
        Refused: this machine has none; the sentence says whom to tell, `yakusho check` what to install.
    """
    try:
        return find_fonts(Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None)
    except NoFont as missing:
        words = _("No PDF can be made here, because this machine has no Japanese font. Tell those who run it.")
        raise Refused(words) from missing


def sample_mark() -> str:
    """What stands on each page of a sample ward; empty in service."""
    return _("Sample") if settings.SAMPLE_HOME else ""


def pdf_response(document: Document, name: str) -> HttpResponse:
    """A document as a PDF file of that name, to look at; what is in it stays in no cache.

    Raises:
        Refused: this machine has no Japanese font.
        CannotTypeset: it can't be written.
    """
    response = HttpResponse(write(replace(document, mark=sample_mark()), fonts()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
