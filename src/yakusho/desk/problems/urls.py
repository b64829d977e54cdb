from django.urls import path

from yakusho.desk.problems import views

app_name = "problems"

urlpatterns = [
    path("", views.problem_list, name="list"),
    path("<int:id>/retry/", views.retry, name="retry"),
]
