from django.urls import path

from yakusho.portal.consents import views

urlpatterns = [
    path("", views.consent, name="consent"),
    path("<str:code>/", views.link, name="consent-link"),
]
