"""Addresses of the plan for staff."""

from django.urls import path, re_path

from yakusho.office.plan import views

app_name = "plan"

_INDICATOR = r"(?P<indicator>\d\d-\d{1,2})"

urlpatterns = [
    path("", views.overview, name="overview"),
    re_path(rf"^{_INDICATOR}/$", views.indicator, name="indicator"),
    re_path(rf"^{_INDICATOR}/entries/$", views.entries, name="entries"),
]
