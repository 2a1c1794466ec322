import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the house, never by whoever walks past."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "The sign-in name or the password is not right."
        ),
        "enter_current_password": _("Type the password you have now."),
        "incorrect_password": _("That is not your password."),
        "incorrect_code": _("That is not the code of this moment."),
        "too_many_login_attempts": _("Too many tries. Try again later."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["username", "name"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago has just said who they are."""
        asked: bool = super().is_reauthentication_required(app=app, **kwargs)
        records = get_authentication_records(self.request, self.request.user)
        latest = max((one["at"] for one in records), default=0)
        return asked and time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A password is no fresh proof of whoever has a second one."""
        methods = super().get_reauthentication_methods(user)
        second = [one for one in methods if one["id"].startswith("mfa_")]
        return second or methods

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page a person lands on shows that they are in."""


def name_given(
    request: HttpRequest | None, credentials: dict[str, str] | None = None
) -> str:
    """The name someone tries to sign in with, as the lock counts it."""
    typed = request.POST.get("login", "") if request else ""
    return (credentials or {}).get("username") or typed


class TurnOnCodes(ActivateTOTPForm):  # type: ignore[misc]
    """Turning on six-digit codes; the code typed here is the first proof."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        record_authentication(context.request, self.user, "mfa", type="totp")
        return code


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Adding a passkey; the touch that made it is the first proof."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if given.get("credential"):
            record_authentication(context.request, self.user, "mfa", type="webauthn")
        return given
