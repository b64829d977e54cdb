from django.urls import path

from yakusho.office.organisation import views

app_name = "organisation"

urlpatterns = [
    path("", views.sections, name="sections"),
    path("publish/", views.publish, name="publish"),
]
