"""Addresses of activities."""

from django.urls import path

from yakusho.office.activities.views import activity, attendance, feeds, lists, papers, planning, reports

app_name = "activities"

urlpatterns = [
    path("", lists.mine, name="mine"),
    path("list/", lists.index, name="list"),
    path("month/", lists.month, name="month"),
    path("year/", lists.year, name="year"),
    path("export.csv", lists.export, name="export"),
    path("new/", planning.new, name="new"),
    path("calendar/", feeds.feed, name="feed"),
    path("calendar/revoke/", feeds.revoke, name="feed_revoke"),
    path("calendar/<slug:secret>.ics", feeds.feed_file, name="feed_file"),
    path("<uuid:id>/", activity.page, name="activity"),
    path("<uuid:id>/join/", activity.join, name="join"),
    path("<uuid:id>/decline/", activity.decline, name="decline"),
    path("<uuid:id>/activity.ics", activity.calendar_file, name="calendar_file"),
    path("<uuid:id>/certificate/", activity.certificate, name="certificate"),
    path("<uuid:id>/edit/", planning.edit, name="edit"),
    path("<uuid:id>/cancel/", planning.cancel, name="cancel"),
    path("<uuid:id>/restore/", planning.restore, name="restore"),
    path("<uuid:id>/invite/", planning.invite, name="invite"),
    path("<uuid:id>/screen/", attendance.screen, name="screen"),
    path("<uuid:id>/attend/<slug:token>/", attendance.attend, name="attend"),
    path("<uuid:id>/code/", attendance.code, name="code"),
    path("<uuid:id>/sheet/", attendance.sheet, name="sheet"),
    path("<uuid:id>/tick/", attendance.tick, name="tick"),
    path("<uuid:id>/files/", papers.file_add, name="file_add"),
    path("<uuid:id>/files/<uuid:file>/", papers.file, name="file"),
    path("<uuid:id>/files/<uuid:file>/remove/", papers.file_remove, name="file_remove"),
    path("<uuid:id>/questions/", papers.questionnaire, name="questionnaire"),
    path("<uuid:id>/questions/remove/", papers.question_remove, name="question_remove"),
    path("<uuid:id>/answer/", papers.answer, name="answer"),
    path("<uuid:id>/report/", reports.report, name="report"),
    path("<uuid:id>/withdraw/", reports.withdraw, name="withdraw"),
]
