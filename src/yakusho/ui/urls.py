from django.urls import path

from yakusho.ui import gallery, views

app_name = "ui"

urlpatterns = [
    path("gallery/", gallery.gallery, name="gallery"),
    path("language/", views.language, name="language"),
]
