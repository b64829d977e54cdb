"""The questionnaire (アンケート): its questions, and answers that nobody can lead back to a person."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.office.activities import questions
from yakusho.office.activities.actions.steps import PLAN, Step, begin, checked_text, finish, lock, tell
from yakusho.office.activities.facts import ActivityAnswered, ActivityQuestionsChanged, facts_about
from yakusho.office.activities.models import Activity, AnswerSheet, Participation, Question
from yakusho.office.activities.rules import why_not_fill_in
from yakusho.office.activities.words import refuse_for

QUESTION_CHARACTERS_MAX = 200
ANONYMOUS = "anonymous"


@transaction.atomic
def question_add(*, by: Staff, activity: Activity, once: UUID, kind: str, text: str, choices: str) -> None:
    """Add a question, as long as nobody has answered.

    Raises:
        Refused: not `by`'s, or somebody has answered.
        Invalid: no text, an unknown kind, or choices that don't fit.
    """
    if kind not in questions.KINDS:
        raise Invalid([FieldError("kind", _("Choose what kind of question it is."))])
    plain = checked_text(
        "text",
        text,
        QUESTION_CHARACTERS_MAX,
        required=_("Write the question."),
        too_long=_("Write at most %(max)s characters."),
    )
    offered = questions.choices_of(kind, choices)
    if offered is None:
        raise Invalid([FieldError("choices", _("Write from 2 to 10 short choices, each on a line of its own."))])
    step = _begin_on_questions(by, activity, once, "question")
    if step is None:
        return
    asked = Question.objects.filter(activity=step.activity)
    if asked.count() >= questions.QUESTIONS_MAX:
        raise Invalid([FieldError("text", _("A questionnaire has at most 20 questions."))])
    place = (asked.aggregate(last=Max("place"))["last"] or 0) + 1
    Question.objects.create(activity=step.activity, place=place, kind=kind, text=plain, choices=offered)
    _tell_questions(step)


@transaction.atomic
def question_remove(*, by: Staff, activity: Activity, once: UUID, question: UUID) -> None:
    """Remove a question, as long as nobody has answered.

    Raises:
        Refused: not `by`'s, or somebody has answered.
    """
    step = _begin_on_questions(by, activity, once, "unquestion")
    if step is None:
        return
    Question.objects.filter(activity=step.activity, id=question).delete()
    _tell_questions(step)


def _begin_on_questions(by: Staff, activity: Activity, once: UUID, kind: str) -> Step | None:
    step = begin(by, activity, once, kind, PLAN)
    if step is not None and AnswerSheet.objects.filter(activity=step.activity).exists():
        raise Refused(_("Somebody has answered already, so the questions stay as they are."))
    return step


def _tell_questions(step: Step) -> None:
    count = Question.objects.filter(activity=step.activity).count()
    tell(step.activity, ActivityQuestionsChanged(**facts_about(step.activity), questions=count), step.by.actor)
    finish(step)


@transaction.atomic
def answers_give(*, by: Staff, activity: Activity, posted: Mapping[str, Sequence[str]]) -> None:
    """Answer the questionnaire once; neither the sheet nor the journal says who did, nor does a time beside the name.

    Raises:
        Refused: `by` was not there, has answered, or it is too late.
        Invalid: nothing was answered.
    """
    locked = lock(activity)
    part = Participation.objects.filter(activity=locked, seat=by.seat.id).first()
    attended = part is not None and part.attended_at is not None
    answered = part is not None and part.filled_in
    refuse_for(why_not_fill_in(attended, answered, locked.ends_at, clock.now()))
    answers = {}
    for question in Question.objects.filter(activity=locked):
        answer = questions.plain_answer(question.kind, question.choices, posted.get(str(question.id), ()))
        if answer is not None:
            answers[str(question.id)] = answer
    if not answers:
        raise Invalid([FieldError("", _("Answer at least one question."))])
    AnswerSheet.objects.create(activity=locked, answers=answers)
    Participation.objects.filter(activity=locked, seat=by.seat.id).update(filled_in=True)
    tell(locked, ActivityAnswered(**facts_about(locked)), ANONYMOUS)
