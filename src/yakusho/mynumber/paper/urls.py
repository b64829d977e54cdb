"""Addresses of applications on paper."""

from django.urls import path, re_path

from yakusho.mynumber.paper import print_views, views

app_name = "paper"

KEY = r"(?P<key>[0-9A-HJKMNP-TV-Z]{16})"

urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find, name="find"),
    path("print/", print_views.print_one, name="print"),
    path("batches/", print_views.batches, name="batches"),
    path("batches/begin/", print_views.batch_begin, name="batch_begin"),
    path("batches/<uuid:id>/", print_views.batch, name="batch"),
    path("batches/<uuid:id>/<int:number>.pdf", print_views.batch_file, name="batch_file"),
    path("holds/", print_views.holds, name="holds"),
    path("holds/<uuid:id>/done/", print_views.hold_done, name="hold_done"),
    re_path(rf"^{KEY}/$", views.form, name="form"),
    re_path(rf"^{KEY}/register/$", views.register, name="register"),
    re_path(rf"^{KEY}/form\.pdf$", views.form_pdf, name="form_pdf"),
    re_path(rf"^{KEY}/slip\.pdf$", views.slip_pdf, name="slip_pdf"),
]
