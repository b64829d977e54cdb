"""Pages for everything that can be in the way of a form; each says what happened and leads on."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yakusho.portal.apply import attached, parts, token
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit


@dataclass(frozen=True)
class Notice:
    """What happened, what it means, and the words of the one button that leads on."""

    title: str
    sentences: tuple[str, ...]
    button: str
    url: str = ""


def _page(visit: Visit, notice: Notice, status: int, form: Form | None = None, rows: str = "") -> HttpResponse:
    context: dict[str, object] = {"notice": notice, "rows": rows}
    if form is not None:
        context |= {
            "token": token.write(form),
            "action": reverse("step", args=[visit.offered.code, visit.compiled.pages[0].id]),
        }
    return render(visit.request, "apply/notice.html", context, status=status)


def broken(visit: Visit) -> HttpResponse:
    """The page's token is not ours, was changed, or belongs to another procedure."""
    notice = Notice(
        _("We could not read this page"),
        (
            _("The page you sent is incomplete or belongs to another form. Nothing was sent to the ward office."),
            _("If you saved a draft, go on with your code. Otherwise please begin again."),
        ),
        _("Begin again"),
        reverse("procedure", args=[visit.offered.code]),
    )
    return _page(visit, notice, 400)


def closed(visit: Visit, form: Form | None = None) -> HttpResponse:
    """Applications are not taken now; what was entered is shown, to be used for another way."""
    if visit.offered.state(visit.today) == "not_yet":
        title, sentence = _("You can’t apply yet"), _("The guide says from when on you can apply.")
    else:
        title, sentence = _("Applications are no longer taken online"), _("The guide shows other ways to apply.")
    notice = Notice(title, (sentence,), _("To the guide"), reverse("procedure", args=[visit.offered.code]))
    rows = ""
    if form is not None and form.answers:
        shown = visit.compiled.summary(form.answers, visit.language, visit.today)
        rows = parts.summary(shown, may_change=False)
    return _page(visit, notice, 410, rows=rows)


def nothing_follows(visit: Visit) -> HttpResponse:
    """A correction of an application that was withdrawn meanwhile, or whose code was replaced at the counter."""
    sentence = _("The application was withdrawn, or you were given a new code at the counter. Enter the newest code.")
    return _by_code(visit, _("This correction can’t be sent any more"), sentence)


def code_replaced(visit: Visit) -> HttpResponse:
    """A form that was sent before under a code that the desk has replaced since."""
    sentence = _("Since then you were given a new code at the counter. Enter the newest code to see how it stands.")
    return _by_code(visit, _("This application was sent before"), sentence)


def _by_code(visit: Visit, title: str, sentence: str) -> HttpResponse:
    """What can't go on here, and goes on with the newest code."""
    return _page(visit, Notice(title, (sentence,), _("See how it stands"), reverse("continue")), 409)


def too_old(visit: Visit, form: Form) -> HttpResponse:
    """The page stood open for more than a day; the answers are carried over, uploaded files may be gone."""
    lost = not form.saved and attached.has_lost(form)
    sentences = [_("The page was open for more than a day. Your answers are still here; please look through them.")]
    if lost:
        sentences.append(_("Files are kept for a day only. Please choose them again."))
    notice = Notice(_("Please look through your answers again"), tuple(sentences), _("Go on"))
    return _page(visit, notice, 409, (attached.without_lost(form) if lost else form).renewed(visit.offered.generation))


def changed(visit: Visit, form: Form) -> HttpResponse:
    """The form was published anew meanwhile; every answer that the new form has a place for is carried over."""
    notice = Notice(
        _("The form has changed"),
        (_("This form was changed after you opened it. Your answers are carried over; please check them."),),
        _("Go on"),
    )
    answers = visit.compiled.answers_from_packet(form.answers)
    return _page(visit, notice, 409, replace(form, answers=answers, typed={}).renewed(visit.offered.generation))


def files_gone(visit: Visit, form: Form) -> HttpResponse:
    """An uploaded file is no longer there; all else is."""
    notice = Notice(
        _("Please choose your files again"),
        (_("Files are kept for a day only, and yours are no longer there. All your other answers are."),),
        _("Go on"),
    )
    return _page(visit, notice, 409, attached.without_lost(form).renewed(visit.offered.generation))
