"""What people do with activities, one verb a function: permission, change and journal entry in one transaction.

planning: plan, edit, cancel, restore, invite · taking_part: join, decline, attend · files · asking · reporting · feeds
"""

from yakusho.office.activities.actions.asking import answers_give, question_add, question_remove
from yakusho.office.activities.actions.feeds import feed_close, feed_open
from yakusho.office.activities.actions.filing import file_add, file_content, file_remove
from yakusho.office.activities.actions.planning import (
    Plan,
    activities_plan,
    activity_cancel,
    activity_edit,
    activity_invite,
    activity_restore,
)
from yakusho.office.activities.actions.reporting import ReportText, report_make, report_withdraw
from yakusho.office.activities.actions.taking_part import (
    activity_decline,
    activity_join,
    attendance_confirm,
    attendance_tick,
    attendance_untick,
)

__all__ = [
    "Plan",
    "ReportText",
    "activities_plan",
    "activity_cancel",
    "activity_decline",
    "activity_edit",
    "activity_invite",
    "activity_join",
    "activity_restore",
    "answers_give",
    "attendance_confirm",
    "attendance_tick",
    "attendance_untick",
    "feed_close",
    "feed_open",
    "file_add",
    "file_content",
    "file_remove",
    "question_add",
    "question_remove",
    "report_make",
    "report_withdraw",
]
