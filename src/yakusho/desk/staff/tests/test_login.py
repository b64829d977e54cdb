"""Signing in: a password and a second factor, nobody from outside, nothing before the second factor."""

import base64
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from tests import cast
from yakusho.desk.staff.sample import sample_accounts
from yakusho.zone_settings import common

PASSWORD = "a long password 1"


@pytest.fixture(autouse=True)
def no_counts_from_other_tests():
    cache.clear()


@pytest.fixture
def clerk(stage: cast.Stage):
    user = stage.users[stage.desk_clerk.user_id]
    user.set_password(PASSWORD)
    user.save()
    return user


def _sign_in(client: Client, password: str = PASSWORD, user: str = "clerk"):
    return client.post(reverse("account_login"), {"login": user, "password": password})


def test_a_clerk_signs_in_and_lands_in_the_inbox(clerk) -> None:
    client = Client()
    assert _sign_in(client).url == "/"
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/inbox/"


def test_a_wrong_password_says_so_and_lets_nobody_in(clerk) -> None:
    client = Client()
    page = _sign_in(client, "wrong")
    assert page.status_code == 200
    assert page.context["form"].errors
    assert client.get("/inbox/").status_code == 302


def test_each_guess_at_a_stolen_hash_takes_much_memory() -> None:
    """Tests hash cheaply; this is about what the zones run with."""
    (name,) = common(settings.ZONE)["PASSWORD_HASHERS"]
    hasher = import_string(name)
    assert hasher.algorithm == "argon2"
    assert hasher.memory_cost * hasher.time_cost >= 2 * 19 * 1024, "KiB over two passes, as OWASP asks at least"


def test_guessing_is_stopped_after_a_few_tries(clerk) -> None:
    client = Client()
    for _ in range(5):
        _sign_in(client, "wrong")
    page = _sign_in(client)
    assert page.context["form"].errors
    assert client.get("/inbox/").status_code == 302


def test_nobody_signs_up_and_no_mail_page_exists(db) -> None:
    for name in ("account_signup", "account_email", "account_reset_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert Client().get("/account/signup/").status_code == 404


def test_signing_out_needs_a_post(clerk) -> None:
    client = Client()
    _sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/inbox/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/inbox/").status_code == 302


def test_outside_sample_homes_a_second_factor_comes_before_anything_else(clerk, settings) -> None:
    settings.SAMPLE_HOME = False
    client = Client()
    _sign_in(client)
    for address in ("/", "/inbox/", "/account/password/change/", "/account/2fa/recovery-codes/"):
        assert client.get(address).url == reverse("mfa_index")
    page = client.get(reverse("mfa_index"))
    assert page.status_code == 200
    assert reverse("mfa_activate_totp") in page.content.decode()


def _confirm(client: Client) -> None:
    """Give the password once more, which changes to one's own account ask for."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_second_factor_set_up_opens_the_inbox_and_is_asked_for_next_time(clerk, settings) -> None:
    settings.SAMPLE_HOME = False
    client = Client()
    _sign_in(client)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    _confirm(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": _code(secret)})
    assert client.get("/inbox/").status_code == 200

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    assert base64.b64decode(stored.data["secret"])

    again = Client()
    assert _sign_in(again).url == reverse("mfa_authenticate")
    assert again.get("/inbox/").status_code == 302


def test_pages_of_one_s_own_account_open(clerk) -> None:
    client = Client()
    _sign_in(client)
    assert client.get(reverse("account_reauthenticate")).status_code == 200
    _confirm(client)
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_change_password"):
        assert client.get(reverse(name)).status_code == 200, name


def test_the_person_reads_japanese_first_and_may_choose_english(clerk, settings) -> None:
    client = Client(headers={"accept-language": "en"})
    _sign_in(client)
    assert client.get("/inbox/")["Content-Language"] == "ja"
    client.post(reverse("ui:language"), {"language": "en", "next": "/inbox/"})
    assert client.get("/inbox/")["Content-Language"] == "en"
    assert settings.LANGUAGE_COOKIE_NAME in client.cookies


def test_cookies_carry_the_zone_in_their_name(settings) -> None:
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        assert settings.ZONE in name


def test_sample_accounts_can_sign_in_and_stay_the_same(stage: cast.Stage, settings) -> None:
    first = sample_accounts(settings.ZONE)
    assert sample_accounts(settings.ZONE) == first
    account = first[0]
    client = Client()
    assert _sign_in(client, account["password"], account["user"]).url == "/"
    assert client.get("/", follow=True).status_code == 200


def test_a_real_home_gets_no_sample_accounts(stage: cast.Stage, settings) -> None:
    settings.SAMPLE_HOME = False
    with pytest.raises(RuntimeError):
        sample_accounts(settings.ZONE)
    assert not get_user_model().objects.filter(username__startswith=f"{settings.ZONE}-").exists()
