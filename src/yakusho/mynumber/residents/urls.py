from django.urls import path

from yakusho.mynumber.residents import extract_views, views

app_name = "residents"

urlpatterns = [
    path("residents/", views.purpose, name="purpose"),
    path("residents/extracts/", extract_views.imports, name="imports"),
    path("residents/extracts/template.csv", extract_views.template, name="template"),
    path("residents/extracts/<uuid:id>/", extract_views.report, name="report"),
    path("residents/extracts/<uuid:id>/take/", extract_views.take, name="take"),
    path("residents/<uuid:lookup>/", views.search, name="search"),
    path("residents/<uuid:lookup>/<uuid:id>/", views.card, name="card"),
]
