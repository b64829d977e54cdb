"""The pages that both staff zones have."""

from django.urls import include, path

from yakusho.desk.cases.views import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("yakusho.journal.urls")),
    path("", include("yakusho.ui.urls")),
    path("account/", include("yakusho.desk.staff.urls")),
    path("", include("yakusho.desk.cases.urls")),
    path("cases/", include("yakusho.desk.attachments.urls")),
    path("problems/", include("yakusho.desk.problems.urls")),
]
