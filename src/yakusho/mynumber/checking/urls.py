"""Addresses of checks: what staff do from the case page."""

from django.urls import path

from yakusho.mynumber.checking import views

app_name = "checking"

urlpatterns = [
    path("<uuid:case>/again/", views.again, name="again"),
    path("<uuid:case>/accept/", views.accept, name="accept"),
]
