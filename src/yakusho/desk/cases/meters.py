"""What the desk's work counts for: decisions, in the section and procedure they were made in."""

from yakusho.desk.cases.facts import CaseApproved, CaseRejected
from yakusho.journal.meters import Meter, entries

cases_approved = Meter("cases.approved", unit="件", counts=entries(CaseApproved), by=("section", "procedure"))
"""Cases decided for the applicant (承認)."""

cases_rejected = Meter("cases.rejected", unit="件", counts=entries(CaseRejected), by=("section", "procedure"))
"""Cases decided against the applicant (不承認)."""

METERS = [cases_approved, cases_rejected]
