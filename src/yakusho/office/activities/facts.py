"""What activities tell the journal: codes, days, counts and opaque seat ids; never a title, a name or a text."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from yakusho.ledger.facts import Code, Fact, Sha256
from yakusho.office.activities.models import Activity

NonNegative = Annotated[int, Field(ge=0)]
Category = Literal["training", "briefing", "drill", "outreach", "meeting"]
Way = Literal["qr", "code", "hand"]
Purpose = Literal["material", "minutes", "photo"]


class _Activity(BaseModel):
    """What every fact about an activity says."""

    activity: Code
    category: Category
    section: Code


class _Plan(_Activity):
    """An activity as it is planned; `themes` are the indicators it serves, such as 02-3."""

    themes: tuple[Code, ...]
    starts_on: date
    series: Code | None = None
    sequence: NonNegative


class ActivityPlanned(_Plan, Fact, kind="activity.planned"):
    """An activity was planned (計画): training, briefing, drill, outreach or meeting."""


class ActivityChanged(_Plan, Fact, kind="activity.changed"):
    """The plan of an activity was changed (変更)."""


class ActivityCancelled(_Activity, Fact, kind="activity.cancelled"):
    """An activity will not take place (中止)."""


class ActivityRestored(_Activity, Fact, kind="activity.restored"):
    """A cancellation was taken back before the time of the activity (中止の取消し)."""


class ActivityInvited(_Activity, Fact, kind="activity.invited"):
    """Who may take part (案内): whole sections, single seats, or everyone."""

    sections: tuple[Code, ...]
    seats: tuple[Code, ...]
    everyone: bool


class ActivityJoined(_Activity, Fact, kind="activity.joined"):
    """A seat signed up, or moved up from the waiting list (申込み)."""

    seat: Code
    waiting: bool


class ActivityDeclined(_Activity, Fact, kind="activity.declined"):
    """A seat will not take part (欠席の連絡)."""

    seat: Code


class ActivityAttended(_Activity, Fact, kind="activity.attended"):
    """A seat was there (出席)."""

    seat: Code
    way: Way


class ActivityAttendanceWithdrawn(_Activity, Fact, kind="activity.attendance_withdrawn"):
    """An attendance was recorded by mistake (出席の取消し)."""

    seat: Code


class ActivityHeld(_Activity, Fact, kind="activity.held"):
    """An activity took place, as its report says (実施); this is what counts for the plan."""

    themes: tuple[Code, ...]
    attendees: NonNegative


class ActivityReported(_Activity, Fact, kind="activity.reported"):
    """The section reported an activity, or corrected its report (実施報告); `evidence`: addresses of sealed files."""

    report: NonNegative
    held_on: date
    attended: NonNegative
    others: NonNegative
    evidence: tuple[Sha256, ...]


class ActivityReportWithdrawn(_Activity, Fact, kind="activity.report_withdrawn"):
    """A report was made by mistake: the activity counts no more (報告の取下げ)."""


class ActivityFileAdded(_Activity, Fact, kind="activity.file_added"):
    """A file was put beside an activity (資料の追加); `content` is the address of its ciphertext."""

    purpose: Purpose
    content: Sha256


class ActivityFileRemoved(_Activity, Fact, kind="activity.file_removed"):
    """A file was taken away (資料の削除)."""

    content: Sha256


class ActivityQuestionsChanged(_Activity, Fact, kind="activity.questions_changed"):
    """The questionnaire was changed (アンケートの変更); `questions` is how many it has now."""

    questions: NonNegative


class ActivityAnswered(_Activity, Fact, kind="activity.answered"):
    """Somebody answered the questionnaire (アンケートの回答); nothing says who."""


class FeedOpened(Fact, kind="calendar.feed_opened"):
    """A seat got a secret calendar address (予定表の購読); an earlier one ends."""

    seat: Code


class FeedClosed(Fact, kind="calendar.feed_closed"):
    """A seat's secret calendar address ended."""

    seat: Code


FACTS = [
    ActivityPlanned,
    ActivityChanged,
    ActivityCancelled,
    ActivityRestored,
    ActivityInvited,
    ActivityJoined,
    ActivityDeclined,
    ActivityAttended,
    ActivityAttendanceWithdrawn,
    ActivityHeld,
    ActivityReported,
    ActivityReportWithdrawn,
    ActivityFileAdded,
    ActivityFileRemoved,
    ActivityQuestionsChanged,
    ActivityAnswered,
    FeedOpened,
    FeedClosed,
]


def facts_about(activity: Activity) -> dict[str, Any]:
    """What every fact about an activity says, ready for its class."""
    return {"activity": str(activity.id), "category": activity.category, "section": activity.section}
