from django.urls import path

from yakusho.portal.guide import views

urlpatterns = [
    path("", views.home, name="home"),
    path("procedures/<slug:code>/", views.procedure, name="procedure"),
]
