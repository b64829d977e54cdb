from django.urls import path

from yakusho.desk.cases import views

app_name = "cases"

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/export.csv", views.export, name="export"),
    path("cases/<uuid:id>/", views.case_page, name="case"),
    path("cases/<uuid:id>/take/", views.take, name="take"),
    path("cases/<uuid:id>/note/", views.note, name="note"),
    path("cases/<uuid:id>/ask/", views.ask, name="ask"),
    path("cases/<uuid:id>/read/", views.read, name="read"),
    path("cases/<uuid:id>/apart/", views.apart, name="apart"),
    path("cases/<uuid:id>/code/", views.code, name="code"),
    path("cases/<uuid:id>/return/", views.return_, name="return"),
    path("cases/<uuid:id>/approve/", views.approve, name="approve"),
    path("cases/<uuid:id>/reject/", views.reject, name="reject"),
]
