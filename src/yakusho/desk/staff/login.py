"""How staff sign in: django-allauth with password and second factor, or a passkey; nobody signs up."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from nacl.secret import SecretBox


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from the administration; no mail is ever sent from here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account is made for a person, not by one."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """No mail leaves a staff zone."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The inbox."""
        return "/"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted under the zone's storage key."""

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return base64.b64encode(SecretBox(settings.ZONE_KEYS.storage).encrypt(text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of a database value."""
        return SecretBox(settings.ZONE_KEYS.storage).decrypt(base64.b64decode(encrypted_text)).decode()

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows beside the code."""
        return f"Yakusho {settings.ZONE}"
