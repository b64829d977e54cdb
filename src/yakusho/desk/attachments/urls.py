from django.urls import path

from yakusho.desk.attachments import views

app_name = "attachments"

urlpatterns = [
    path("<uuid:case>/attachments/<uuid:id>/", views.open_, name="open"),
    path("<uuid:case>/attachments/<uuid:id>/save/", views.save, name="save"),
    path("<uuid:case>/attachments/<uuid:id>/again/", views.again, name="again"),
]
