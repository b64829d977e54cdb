"""The pages of the office zone."""

from django.urls import include, path

handler400 = "yakusho.ui.errors.bad_request"
handler403 = "yakusho.ui.errors.forbidden"
handler404 = "yakusho.ui.errors.not_found"
handler500 = "yakusho.ui.errors.server_error"

urlpatterns = [
    path("", include("yakusho.desk.urls")),
    path("plan/versions/", include("yakusho.office.plan_editing.urls")),
    path("plan/", include("yakusho.office.plan.urls")),
    path("measuring/", include("yakusho.office.measuring.urls")),
    path("headquarters/", include("yakusho.office.headquarters.urls")),
    path("activities/", include("yakusho.office.activities.urls")),
    path("journal/", include("yakusho.office.entries.urls")),
    path("procedures/", include("yakusho.office.procedures.urls")),
    path("questions/", include("yakusho.office.questions.urls")),
    path("organisation/", include("yakusho.office.organisation.urls")),
]
