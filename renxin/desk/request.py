from typing import Protocol

from django.http import HttpRequest


class Person(Protocol):
    """Whoever is at the desk, as the ground floor knows them."""

    pk: int
    name: str

    def may(self, right: str) -> bool: ...


class DeskRequest(HttpRequest):
    """A request from a signed-in person at a known clinic.

    ``renxin.staff.desk.DeskRequest`` is the same with its types filled in.
    """

    staff: Person | None
