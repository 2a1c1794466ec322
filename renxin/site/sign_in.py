from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the house, never by whoever walks past."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["username", "name"]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page a person lands on shows that they are in."""


def name_given(
    request: HttpRequest | None, credentials: dict[str, str] | None = None
) -> str:
    """The name someone tries to sign in with, as the lock counts it."""
    typed = request.POST.get("login", "") if request else ""
    return (credentials or {}).get("username") or typed
