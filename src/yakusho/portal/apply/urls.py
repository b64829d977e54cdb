from django.urls import path

from yakusho.portal.apply import views

urlpatterns = [
    path("<slug:code>/", views.begin, name="apply"),
    path("<slug:code>/submit/", views.submit, name="submit"),
    path("<slug:code>/<slug:page_id>/", views.step, name="step"),
]
