"""What the portal's rooms take, count, append and do in the background: the one list of it."""

from yakusho.journal.witness import head_cosigned
from yakusho.messages.submissions import (
    ApplicationAdded,
    ApplicationCorrected,
    ApplicationReceived,
    ApplicationWithdrawn,
)
from yakusho.portal.apply.clearing import (
    acknowledgement_take,
    drafts_clear,
    parted_uploads_clear,
    submissions_clear,
    uploads_clear,
)
from yakusho.portal.apply.facts import SubmissionCleared
from yakusho.portal.consents.closing import invitations_clear
from yakusho.portal.mail.sending import mail_codes_clear, mails_send
from yakusho.portal.publications.actions import publication_take
from yakusho.portal.publications.finding import publications_put
from yakusho.portal.status.actions import code_replace, reply_take
from yakusho.search import upkeep as search

HANDLERS = [head_cosigned, publication_take, reply_take, code_replace, acknowledgement_take]

METERS = []

FACTS = [ApplicationReceived, ApplicationCorrected, ApplicationAdded, ApplicationWithdrawn, SubmissionCleared]

LOOPS = [
    ("clear submissions", submissions_clear, 60.0),
    ("clear uploads", uploads_clear, 60.0),
    ("clear unfinished uploads", parted_uploads_clear, 60.0),
    ("clear drafts", drafts_clear, 600.0),
    ("clear invitations", invitations_clear, 600.0),
    ("send mails", mails_send, 1.0),
    ("clear mail codes", mail_codes_clear, 600.0),
    ("put publications", publications_put, 86_400.0),
    ("index", search.work, 1.0),
]

JOBS = {search.REBUILD: search.rebuild_part}
