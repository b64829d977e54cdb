from django.urls import path

from yakusho.office.procedures import views

app_name = "procedures"

urlpatterns = [
    path("", views.procedure_list, name="list"),
    path("publish/", views.publish, name="publish"),
    path("<str:code>/close/", views.close, name="close"),
]
