"""Addresses of the plan for everybody; they don't change."""

from django.urls import path, re_path

from yakusho.portal.plan import files, views

app_name = "plan"

_INDICATOR = r"(?P<indicator>[0-9A-Za-z]{1,6}-[0-9A-Za-z]{1,3})"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("data.json", files.data_json, name="json"),
    path("data.csv", files.data_csv, name="csv"),
    path("previous/", views.previous, name="previous"),
    path("changes/", views.changes, name="changes"),
    path("changes.atom", files.feed, name="feed"),
    re_path(r"^(?P<number>[0-9A-Za-z]{1,6})/$", views.measure, name="measure"),
    re_path(rf"^{_INDICATOR}/$", views.indicator, name="indicator"),
    re_path(rf"^{_INDICATOR}\.json$", files.indicator_json, name="indicator_json"),
    re_path(rf"^{_INDICATOR}\.csv$", files.indicator_csv, name="indicator_csv"),
]
