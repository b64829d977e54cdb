"""Forms of one's own keys, with labels in the person's language."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

KEY_NAME_CHARACTERS_MAX = 100


class NewKeyForm(AddWebAuthnForm):
    """A new passkey or hardware key (鍵の登録)."""

    name = forms.CharField(label=_("Name of the key"), required=False, max_length=KEY_NAME_CHARACTERS_MAX)


class KeyNameForm(EditWebAuthnForm):
    """Another name for a key."""

    name = forms.CharField(label=_("Name of the key"), max_length=KEY_NAME_CHARACTERS_MAX)
