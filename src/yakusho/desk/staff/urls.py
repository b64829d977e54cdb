"""Signing in and one's own account: only those of allauth's pages that a staff zone has, each with its guard."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path

from yakusho.desk.staff.guards import entrance, own_account, signed_in
from yakusho.desk.staff.views import account_list, account_open, choose_seat, seat_close, seat_open

urlpatterns = [
    path("login/", entrance(account.login), name="account_login"),
    path("logout/", entrance(account.logout), name="account_logout"),
    path("inactive/", entrance(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("seat/", choose_seat, name="choose_seat"),
    path("staff/", account_list, name="account_list"),
    path("staff/open/", account_open, name="account_open"),
    path("staff/seats/open/", seat_open, name="seat_open"),
    path("staff/seats/<uuid:id>/close/", seat_close, name="seat_close"),
    path("2fa/", own_account(factors.index), name="mfa_index"),
    path("2fa/authenticate/", entrance(factors.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", own_account(factors.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", signed_in(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("2fa/keys/", signed_in(keys.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/keys/add/", own_account(keys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/keys/login/", entrance(keys.login_webauthn), name="mfa_login_webauthn"),
    path("2fa/keys/reauthenticate/", own_account(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/keys/<int:pk>/remove/", signed_in(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/keys/<int:pk>/edit/", signed_in(keys.edit_webauthn), name="mfa_edit_webauthn"),
]
