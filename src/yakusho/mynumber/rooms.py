"""The rooms of the my-number zone: what they take, count, append, do in the background, begin with and show."""

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
from yakusho.desk.procedures.receive import procedure_closed, procedure_published
from yakusho.desk.rail import ACCOUNT, INBOX, PROBLEMS, STAFF
from yakusho.desk.staff.accounts import sessions_clear
from yakusho.desk.staff.facts import FACTS as STAFF_FACTS
from yakusho.desk.staff.receive import organisation_published
from yakusho.desk.staff.start import first_administrator, organisation_seed, sample_staff
from yakusho.journal.counts import report
from yakusho.journal.recount import rebuild_part
from yakusho.mynumber.checking.facts import FACTS as CHECKING_FACTS
from yakusho.mynumber.checking.inbox import CHECK_COLOUR
from yakusho.mynumber.checking.panel import checks_panel
from yakusho.mynumber.checking.work import work as check_registered
from yakusho.mynumber.paper import printing as paper
from yakusho.mynumber.paper.facts import FACTS as PAPER_FACTS
from yakusho.mynumber.paper.meters import METERS as PAPER_METERS
from yakusho.mynumber.paper.panels import paper_panel
from yakusho.mynumber.paper.rail import PAPER
from yakusho.mynumber.questions.actions import answers_give
from yakusho.mynumber.questions.facts import FACTS as QUESTION_FACTS
from yakusho.mynumber.questions.receive import question_asked
from yakusho.mynumber.residents.extract.actions import untaken_clear
from yakusho.mynumber.residents.facts import FACTS as RESIDENT_FACTS
from yakusho.mynumber.residents.rail import REGISTER
from yakusho.mynumber.residents.start import sample_register
from yakusho.search import upkeep as search

HANDLERS = [
    application_received,
    application_corrected,
    application_added,
    application_withdrawn,
    organisation_published,
    procedure_published,
    procedure_closed,
    question_asked,
]

METERS = [*CASE_METERS, *PAPER_METERS]

FACTS = [
    *CASE_FACTS,
    *ACCESS_FACTS,
    *ATTACHMENT_FACTS,
    *STAFF_FACTS,
    *RESIDENT_FACTS,
    *CHECKING_FACTS,
    *QUESTION_FACTS,
    *PAPER_FACTS,
]

LOOPS = [
    ("report counts", report, 5.0),
    ("clear sessions", sessions_clear, 3_600.0),
    ("digest looks", digests_append, 600.0),
    ("forget extracts", untaken_clear, 3_600.0),
    ("watch closing days", closing_days_watch, 21_600.0),
    ("clean attachments", attachments_clean, 0.5),
    ("compare with the register", check_registered, 1.0),
    ("answer questions", answers_give, 1.0),
    ("clear printed forms", paper.files_clear, 21_600.0),
    ("index", search.work, 1.0),
]

JOBS = {"meters.rebuild": rebuild_part, search.REBUILD: search.rebuild_part, paper.JOB: paper.batch_part}

START = [organisation_seed, sample_staff, first_administrator, sample_register]

CASE_ARRIVED = [attachments.arrived]

CASE_PANELS = [attachments.panel, paper_panel, checks_panel]

CASE_FILTERS = [CHECK_COLOUR]

RAIL = [INBOX, REGISTER, PAPER, STAFF, PROBLEMS, ACCOUNT]
