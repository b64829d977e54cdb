"""The pages of the my-number zone."""

from django.urls import include, path

handler400 = "yakusho.ui.errors.bad_request"
handler403 = "yakusho.ui.errors.forbidden"
handler404 = "yakusho.ui.errors.not_found"
handler500 = "yakusho.ui.errors.server_error"

urlpatterns = [
    path("", include("yakusho.desk.urls")),
    path("", include("yakusho.mynumber.residents.urls")),
    path("paper/", include("yakusho.mynumber.paper.urls")),
    path("checks/", include("yakusho.mynumber.checking.urls")),
]
