"""The rooms of the office zone: what they take, count, append, do in the background, begin with and show."""

from django.utils.translation import gettext_lazy as _

from yakusho.desk.access.digest import digests_append
from yakusho.desk.access.facts import FACTS as ACCESS_FACTS
from yakusho.desk.attachments import hooks as attachments
from yakusho.desk.attachments.facts import FACTS as ATTACHMENT_FACTS
from yakusho.desk.attachments.work import attachments_clean
from yakusho.desk.cases.closing_days import closing_days_watch
from yakusho.desk.cases.facts import FACTS as CASE_FACTS
from yakusho.desk.cases.meters import METERS as CASE_METERS
from yakusho.desk.cases.receive import application_corrected, application_received
from yakusho.desk.cases.receive_later import application_added, application_withdrawn
from yakusho.desk.rail import ACCOUNT, INBOX, PROBLEMS, STAFF, has, signed_in
from yakusho.desk.staff.accounts import sessions_clear
from yakusho.desk.staff.facts import FACTS as STAFF_FACTS
from yakusho.desk.staff.start import first_administrator, sample_staff
from yakusho.journal.counts import counts_reported
from yakusho.journal.recount import rebuild_part
from yakusho.journal.witness import head_cosigned
from yakusho.messages.publications import OrganisationPublished, ProcedureClosed, ProcedurePublished
from yakusho.office.activities.facts import FACTS as ACTIVITY_FACTS
from yakusho.office.activities.meters import METERS as ACTIVITY_METERS
from yakusho.office.headquarters.facts import FACTS as HEADQUARTERS_FACTS
from yakusho.office.measuring.facts import FACTS as MEASURING_FACTS
from yakusho.office.measuring.imports.actions import untaken_clear
from yakusho.office.measuring.meters import METERS as MEASURING_METERS
from yakusho.office.organisation.actions import organisation_begin
from yakusho.office.plan.actions import publish_if_changed
from yakusho.office.plan.facts import PlanPublished
from yakusho.office.plan.meters import METERS as PLAN_METERS
from yakusho.office.plan_editing.facts import FACTS as PLAN_EDITING_FACTS
from yakusho.office.procedures.actions import procedures_begin
from yakusho.office.questions.facts import FACTS as QUESTION_FACTS
from yakusho.office.questions.panel import questions_panel
from yakusho.office.questions.receive import question_answered
from yakusho.search import upkeep as search
from yakusho.ui.context import RailLink

HANDLERS = [
    application_received,
    application_corrected,
    application_added,
    application_withdrawn,
    counts_reported,
    head_cosigned,
    question_answered,
]

METERS = [*CASE_METERS, *PLAN_METERS, *MEASURING_METERS, *ACTIVITY_METERS]

FACTS = [
    *CASE_FACTS,
    *ACCESS_FACTS,
    *ATTACHMENT_FACTS,
    *STAFF_FACTS,
    *ACTIVITY_FACTS,
    OrganisationPublished,
    ProcedurePublished,
    ProcedureClosed,
    PlanPublished,
    *PLAN_EDITING_FACTS,
    *MEASURING_FACTS,
    *HEADQUARTERS_FACTS,
    *QUESTION_FACTS,
]

LOOPS = [
    ("publish the plan", publish_if_changed, 1.0),
    ("clear sessions", sessions_clear, 3_600.0),
    ("digest looks", digests_append, 600.0),
    ("watch closing days", closing_days_watch, 21_600.0),
    ("forget files not taken", untaken_clear, 21_600.0),
    ("clean attachments", attachments_clean, 0.5),
    ("index", search.work, 1.0),
]

JOBS = {"meters.rebuild": rebuild_part, search.REBUILD: search.rebuild_part}

START = [organisation_begin, procedures_begin, sample_staff, first_administrator]

CASE_ARRIVED = [attachments.arrived]

CASE_PANELS = [attachments.panel, questions_panel]

RAIL = [
    INBOX,
    RailLink(_("Plan"), "/plan/", signed_in),
    RailLink(_("Activities"), "/activities/", signed_in),
    RailLink(_("Results"), "/measuring/", signed_in),
    RailLink(_("Headquarters"), "/headquarters/", signed_in),
    RailLink(_("Procedures"), "/procedures/", has("procedures.publish")),
    RailLink(_("Organisation"), "/organisation/", signed_in),
    STAFF,
    PROBLEMS,
    ACCOUNT,
]
