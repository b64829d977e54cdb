"""Addresses every zone answers at: its health, and the relay for the inner neighbour."""

from django.urls import path

from yakusho.journal.health import healthz
from yakusho.journal.relay import server

urlpatterns = [
    path("healthz", healthz),
    path("relay/v1/entries", server.entries),
    path("relay/v1/contents", server.contents),
    path("relay/v1/messages", server.messages),
]
