"""Addresses of the plan for staff."""

from django.urls import path, re_path

from yakusho.office.plan import views

app_name = "plan"

_INDICATOR = r"(?P<indicator>[0-9A-Za-z]{1,6}-[0-9A-Za-z]{1,3})"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("plan.csv", views.export, name="export"),
    path("previous/", views.previous, name="previous"),
    re_path(r"^(?P<number>[0-9A-Za-z]{1,6})/$", views.measure, name="measure"),
    re_path(rf"^{_INDICATOR}/$", views.indicator, name="indicator"),
    re_path(rf"^{_INDICATOR}\.csv$", views.export, name="indicator_export"),
    re_path(rf"^{_INDICATOR}/entries/$", views.entries, name="entries"),
]
