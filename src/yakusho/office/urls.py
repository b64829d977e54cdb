"""The pages of the office zone."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("yakusho.desk.staff.urls")),
]
