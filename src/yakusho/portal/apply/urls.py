from django.urls import path

from yakusho.portal.apply import bank_views, upload_views, views

urlpatterns = [
    path("<slug:code>/", views.begin, name="apply"),
    path("<slug:code>/uploads/begin/", upload_views.begin, name="upload-begin"),
    path("<slug:code>/uploads/part/", upload_views.part, name="upload-part"),
    path("<slug:code>/uploads/cancel/", upload_views.cancel, name="upload-cancel"),
    path("<slug:code>/banks/find/", bank_views.find, name="banks-find"),
    path("<slug:code>/submit/", views.submit, name="submit"),
    path("<slug:code>/<slug:page_id>/", views.step, name="step"),
]
