from django.urls import path

from yakusho.portal.status import views

urlpatterns = [
    path("continue/", views.go_on, name="continue"),
    path("c/<str:code>/", views.link, name="link"),
    path("status/", views.status, name="status"),
    path("status/receipt.json", views.receipt_file, name="receipt-file"),
    path("status/qr.svg", views.qr, name="qr"),
    path("status/correct/", views.correct, name="correct"),
    path("status/leave/", views.leave, name="leave"),
]
