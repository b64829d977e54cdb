"""Mail addresses in a form that have to be confirmed (`confirm: code`) before it can be sent."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yakusho.forms import Field
from yakusho.portal.apply import token
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit
from yakusho.portal.mail.asking import CHECK, SEND, Asking, Step, shown, step

GO = (SEND, CHECK)


def holds(visit: Visit, form: Form) -> bool:
    """Whether an address has to be confirmed before this form can be sent."""
    return bool(settings.MAIL_WAY and _waiting(visit, form))


def passes(visit: Visit, form: Form) -> HttpResponse | Form:
    """The form to go on with, or the page that confirms the next address; a form without such items costs nothing."""
    waiting = _waiting(visit, form)
    if not waiting or not settings.MAIL_WAY:
        return form
    address = str(form.answers[waiting[0].id])
    same = form.mailing.get("address") == address
    taken = step(visit.request, Asking(**form.mailing) if same else Asking(address))
    if not taken.confirmed:
        return _page(visit, replace(form, mailing=taken.asking.as_json()), taken, waiting[0])
    wanted = visit.request.POST.get("notify") == "yes"
    known = {**form.confirmed, waiting[0].id: address}
    return passes_on(visit, replace(form, confirmed=known, mailing={}, notify=address if wanted else form.notify))


def passes_on(visit: Visit, form: Form) -> HttpResponse | Form:
    """The same for the next address, if there is one; it begins with its own code."""
    waiting = _waiting(visit, form)
    if not waiting:
        return form
    asking = Asking(str(form.answers[waiting[0].id]))
    return _page(visit, replace(form, mailing=asking.as_json()), Step(asking), waiting[0])


def _waiting(visit: Visit, form: Form) -> list[Field]:
    """The addresses given and not confirmed as they stand."""
    return [
        item
        for page in visit.compiled.pages
        for item in page.items
        if item.confirm == "code" and form.answers.get(item.id) and form.confirmed.get(item.id) != form.answers[item.id]
    ]


def _page(visit: Visit, form: Form, taken: Step, item: Field) -> HttpResponse:
    context = {
        **shown(taken),
        "title": visit.title,
        "label": item.label.say(visit.language),
        "token": token.write(form),
        "action": reverse("submit", args=[visit.offered.code]),
        "may_notify": True,
        "back": "check",
    }
    return render(visit.request, "mail/confirm.html", context, status=422 if taken.error else 200)
