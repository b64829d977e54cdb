"""Addresses of the plan's file and its versions."""

from django.urls import path, re_path

from yakusho.office.plan_editing import comparing, posts, views

app_name = "plan_editing"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("text/", views.text, name="text"),
    path("text/keep/", posts.text_keep, name="text_keep"),
    path("measures/", views.measures, name="measures"),
    re_path(r"^measures/(?P<number>[0-9A-Za-z]{1,6})/$", views.measure, name="measure"),
    re_path(r"^measures/(?P<number>[0-9A-Za-z]{1,6})/keep/$", posts.measure_keep, name="measure_keep"),
    path("compare/", comparing.compare, name="compare"),
    path("compare.csv", comparing.compare_csv, name="compare_csv"),
    path("compare.pdf", comparing.compare_pdf, name="compare_pdf"),
    path("continuity/", comparing.continuity, name="continuity"),
    path("decide/", views.decide, name="decide"),
    path("decide/now/", posts.decide_now, name="decide_now"),
    re_path(r"^(?P<number>\d{1,6})\.yaml$", views.file, name="file"),
]
