"""Addresses of entries: the zone whose journal it is, and the place in it."""

from django.urls import re_path

from yakusho.office.entries import views

app_name = "entries"

urlpatterns = [re_path(r"^(?P<origin>portal|office)/(?P<position>[0-9]+)/$", views.entry, name="entry")]
