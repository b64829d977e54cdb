"""Files and questionnaire of an activity."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yakusho.desk.staff.guards import needs, signed_in
from yakusho.desk.staff.queries import acting
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, queries, questions, rules
from yakusho.office.activities.files import FILE_BYTES_MAX
from yakusho.office.activities.forms import errors_by_path, posted_once, posted_uuid
from yakusho.office.activities.models import Activity, ActivityFile, AnswerSheet, Question
from yakusho.office.activities.views.activity import shown
from yakusho.office.activities.words import question_names
from yakusho.ui.charts import Bar, BarChart
from yakusho.ui.fields import Field


@needs("activities.plan")
@require_POST
def file_add(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put a file beside the activity."""
    staff = acting(request)
    activity, file = queries.held_by(staff, id), request.FILES.get("file")
    try:
        actions.file_add(
            by=staff,
            activity=activity,
            once=posted_once(request.POST),
            purpose=request.POST.get("purpose", ""),
            name=file.name or "" if file else "",
            data=file.read(FILE_BYTES_MAX + 1) if file else b"",
        )
    except Invalid as invalid:
        return shown(request, activity, opened="file", errors=dict(errors_by_path(invalid)))
    messages.success(request, _("The file is kept."))
    return redirect("activities:activity", id=id)


def _file(request: HttpRequest, id: UUID, file: UUID) -> tuple[Activity, ActivityFile]:
    """A file that this person may open: materials for all who see the activity, records for those who hold it."""
    staff = acting(request)
    activity = queries.activity_for(staff, id)
    found = get_object_or_404(ActivityFile, id=file, activity=activity)
    if found.purpose in rules.EVIDENCE and not (queries.holds(staff, activity) or queries.sees_all(staff)):
        raise Http404
    return activity, found


@signed_in
@require_safe
def file(request: HttpRequest, id: UUID, file: UUID) -> HttpResponse:
    """A file, to be saved and never to be shown in place."""
    _activity, found = _file(request, id, file)
    response = HttpResponse(actions.file_content(found), content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return response


@needs("activities.plan")
@require_POST
def file_remove(request: HttpRequest, id: UUID, file: UUID) -> HttpResponse:
    """Take a file away."""
    activity, found = _file(request, id, file)
    actions.file_remove(by=acting(request), activity=activity, once=posted_once(request.POST), file=found)
    messages.success(request, _("The file is removed."))
    return redirect("activities:activity", id=id)


@needs("activities.plan")
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, id: UUID) -> HttpResponse:
    """The questions, for those who hold the activity: add, remove, and what was answered."""
    staff, invalid = acting(request), None
    activity = queries.held_by(staff, id)
    if request.method == "POST":
        try:
            actions.question_add(
                by=staff,
                activity=activity,
                once=posted_once(request.POST),
                kind=request.POST.get("kind", ""),
                text=request.POST.get("text", ""),
                choices=request.POST.get("choices", ""),
            )
        except Invalid as error:
            invalid = error
        else:
            return redirect("activities:questionnaire", id=id)
    asked, sheets = list(Question.objects.filter(activity=activity)), _sheets(activity)
    enough = len(sheets) >= rules.RESULTS_ANSWERS_MIN
    context = {
        "activity": activity,
        "questions": [(each, question_names()[each.kind]) for each in asked],
        "answered": len(sheets),
        "results": [_result(each, sheets) for each in asked] if enough else [],
        "minimum": rules.RESULTS_ANSWERS_MIN,
        "fields": _question_fields(request, invalid),
        "errors": invalid.errors if invalid else (),
        "once": str(new_id()),
    }
    return render(request, "activities/questionnaire.html", context, status=422 if invalid else 200)


def _sheets(activity: Activity) -> list[dict[str, str | list[str]]]:
    return list(AnswerSheet.objects.filter(activity=activity).order_by("id").values_list("answers", flat=True))


def _result(question: Question, sheets: list[dict[str, str | list[str]]]) -> dict[str, object]:
    """Answers as a chart of counts, or as texts."""
    found = questions.result(str(question.id), question.kind, question.choices, sheets)
    chart = None
    if found.counts:
        sentence = _("%(count)s answered.") % {"count": found.answered}
        bars = tuple(Bar(label, value) for label, value in found.counts)
        chart = BarChart(title=question.text, sentence=sentence, bars=bars, unit=_("people"))
    return {"question": question, "chart": chart, "texts": found.texts}


def _question_fields(request: HttpRequest, invalid: Invalid | None) -> list[Field]:
    errors, post = errors_by_path(invalid), request.POST
    hint = _("For “one” and “any of several”: each on a line of its own.")
    kinds = list(question_names().items())
    return [
        Field("text", _("Question"), value=post.get("text", ""), error=errors.get("text", ""), maxlength=200),
        Field("kind", _("Kind of answer"), "select", value=post.get("kind", "scale"), choices=kinds),
        Field(
            "choices",
            _("Choices"),
            "textarea",
            value=post.get("choices", ""),
            error=errors.get("choices", ""),
            hint=hint,
            required=False,
        ),
    ]


@needs("activities.plan")
@require_POST
def question_remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Remove a question."""
    staff, question = acting(request), posted_uuid(request.POST.get("question", ""))
    activity = queries.held_by(staff, id)
    if question is not None:
        actions.question_remove(by=staff, activity=activity, once=posted_once(request.POST), question=question)
    return redirect("activities:questionnaire", id=id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """The questionnaire, for those who were there; nobody learns who answered what."""
    staff, invalid = acting(request), None
    activity = queries.activity_for(staff, id)
    if request.method == "POST":
        try:
            actions.answers_give(by=staff, activity=activity, posted=dict(request.POST.lists()))
        except Invalid as error:
            invalid = error
        else:
            messages.success(request, _("Thank you. Your answers are kept without your name."))
            return redirect("activities:activity", id=id)
    asked = list(Question.objects.filter(activity=activity))
    if not asked:
        raise Http404
    fields = [_answer_field(question) for question in asked]
    context = {"activity": activity, "fields": fields, "errors": invalid.errors if invalid else ()}
    return render(request, "activities/answer.html", context, status=422 if invalid else 200)


def _answer_field(question: Question) -> Field:
    name = str(question.id)
    if question.kind == "text":
        return Field(name, question.text, "textarea", required=False, maxlength=questions.ANSWER_CHARACTERS_MAX)
    offered = questions.SCALE if question.kind == "scale" else question.choices
    hint = _("5 is the best.") if question.kind == "scale" else ""
    kind = "checkboxes" if question.kind == "many" else "radios"
    choices = [(choice, choice) for choice in offered]
    return Field(name, question.text, kind, choices=choices, hint=hint, required=False)
