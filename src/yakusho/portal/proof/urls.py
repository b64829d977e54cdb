from django.urls import path

from yakusho.portal.proof import views

urlpatterns = [path("", views.proof, name="proof")]
