"""The portal's addresses; every page for people begins with its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from yakusho.portal.guide import views as guide
from yakusho.portal.proof import views as proof

handler400 = "yakusho.ui.errors.bad_request"
handler403 = "yakusho.ui.errors.forbidden"
handler404 = "yakusho.ui.errors.not_found"
handler500 = "yakusho.ui.errors.server_error"

urlpatterns = [
    *i18n_patterns(
        path("apply/", include("yakusho.portal.apply.urls")),
        path("consent/", include("yakusho.portal.consents.urls")),
        path("plan/", include("yakusho.portal.plan.urls")),
        path("status/mail/", include("yakusho.portal.mail.urls")),
        path("proof/", include("yakusho.portal.proof.urls")),
        path("", include("yakusho.portal.guide.urls")),
        path("", include("yakusho.portal.status.urls")),
    ),
    path("", guide.choose_language, name="root"),
    path("keys.json", proof.keys, name="keys"),
    path("heads/", proof.heads, name="heads"),
    path("", include("yakusho.journal.urls")),
    path("", include("yakusho.ui.urls")),
]
