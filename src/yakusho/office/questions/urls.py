"""Addresses of questions to the register."""

from django.urls import path

from yakusho.office.questions import views

app_name = "questions"

urlpatterns = [
    path("<uuid:case>/", views.ask_page, name="page"),
    path("<uuid:case>/ask/", views.ask, name="ask"),
]
