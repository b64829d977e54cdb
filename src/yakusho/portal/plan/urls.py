"""Addresses of the plan for everybody; they don't change."""

from django.urls import path, re_path

from yakusho.portal.plan import views

app_name = "plan"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("data.json", views.data_json, name="json"),
    path("data.csv", views.data_csv, name="csv"),
    re_path(r"^(?P<indicator>\d\d-\d{1,2})/$", views.indicator, name="indicator"),
]
