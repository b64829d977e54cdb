"""Addresses of headquarters' settings."""

from django.urls import path

from yakusho.office.headquarters import views

app_name = "headquarters"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("threshold/", views.threshold, name="threshold"),
]
