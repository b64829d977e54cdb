"""Addresses of the room."""

from django.urls import path, re_path

from yakusho.office.measuring import import_views, posts, views

app_name = "measuring"

_CELL = r"(?P<indicator>[0-9A-Za-z]{1,6}-[0-9A-Za-z]{1,3})/(?P<year>\d{4})"

urlpatterns = [
    path("", views.overview, name="overview"),
    re_path(rf"^{_CELL}/$", views.indicator, name="indicator"),
    re_path(rf"^{_CELL}/confirm/$", posts.confirm, name="confirm"),
    re_path(rf"^{_CELL}/value/$", posts.value, name="value"),
    re_path(rf"^{_CELL}/baseline/$", posts.baseline, name="baseline"),
    re_path(rf"^{_CELL}/evidence/file/$", posts.evidence_file, name="evidence_file"),
    re_path(rf"^{_CELL}/evidence/link/$", posts.evidence_link, name="evidence_link"),
    re_path(rf"^{_CELL}/evidence/query/$", posts.evidence_query, name="evidence_query"),
    path("evidence/<uuid:key>/", posts.download, name="download"),
    path("evidence/<uuid:key>/withdraw/", posts.withdraw, name="withdraw"),
    path("imports/", import_views.kinds, name="imports"),
    path("imports/<slug:kind>/", import_views.upload, name="upload"),
    path("imports/<slug:kind>/template.<str:form>", import_views.template, name="template"),
    path("imports/files/<uuid:id>/", import_views.report, name="report"),
    path("imports/files/<uuid:id>/take/", import_views.take, name="take"),
]
