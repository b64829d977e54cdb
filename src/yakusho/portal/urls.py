"""The portal's addresses; every page for people begins with its language."""

from django.urls import URLResolver, include, path
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

from yakusho.kernel.languages import prefix_of
from yakusho.portal.guide import views as guide
from yakusho.portal.proof import views as proof

handler400 = "yakusho.ui.errors.bad_request"
handler403 = "yakusho.ui.errors.forbidden"
handler404 = "yakusho.ui.errors.not_found"
handler500 = "yakusho.ui.errors.server_error"


class LanguagePrefix(LocalePrefixPattern):
    """The beginning of an address that says its language: `easy/` for easy Japanese."""

    @property
    def language_prefix(self) -> str:
        """What the present language's addresses begin with."""
        return f"{prefix_of(get_language() or 'ja')}/"


_PAGES = [
    path("apply/", include("yakusho.portal.apply.urls")),
    path("consent/", include("yakusho.portal.consents.urls")),
    path("plan/", include("yakusho.portal.plan.urls")),
    path("status/mail/", include("yakusho.portal.mail.urls")),
    path("proof/", include("yakusho.portal.proof.urls")),
    path("", include("yakusho.portal.guide.urls")),
    path("", include("yakusho.portal.status.urls")),
]

urlpatterns = [
    URLResolver(LanguagePrefix(), _PAGES),
    path("", guide.choose_language, name="root"),
    path("keys.json", proof.keys, name="keys"),
    path("heads/", proof.heads, name="heads"),
    path("", include("yakusho.journal.urls")),
    path("", include("yakusho.ui.urls")),
]
