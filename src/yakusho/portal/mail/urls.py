from django.urls import path

from yakusho.portal.mail import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("stop/", views.stop, name="notices-stop"),
]
