from django.urls import path

from yakusho.portal.apply import upload_views
from yakusho.portal.status import following_views, sheet_uploads, views
from yakusho.portal.status.sheets import PROCEDURE

urlpatterns = [
    path("continue/", views.go_on, name="continue"),
    path("c/<str:code>/", views.link, name="link"),
    path("status/", views.status, name="status"),
    path("status/receipt.json", views.receipt_file, name="receipt-file"),
    path("status/receipt-<int:sequence>.json", views.later_receipt_file, name="later-receipt-file"),
    path("status/qr.svg", views.qr, name="qr"),
    path("status/correct/", views.correct, name="correct"),
    path("status/add/", following_views.add, name="add"),
    path("status/answer/<uuid:question>/", following_views.answer, name="answer"),
    path("status/withdraw/", following_views.withdraw, name="withdraw"),
    path("status/uploads/begin/", sheet_uploads.begin, name="sheet-upload-begin"),
    path("status/uploads/part/", upload_views.part, {"code": PROCEDURE}, name="sheet-upload-part"),
    path("status/uploads/cancel/", upload_views.cancel, {"code": PROCEDURE}, name="sheet-upload-cancel"),
    path("status/extend/", views.extend, name="extend"),
    path("status/leave/", views.leave, name="leave"),
]
