"""The pages of the my-number zone."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("yakusho.desk.staff.urls")),
]
