"""The rooms of following up, for whoever may enter each."""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


@dataclass(frozen=True)
class Room:
    """One page, and the right that opens it."""

    code: str
    address: str
    label: LazyText
    right: str


ROOMS = (
    Room("calls", "followup:calls", _("Call desk"), "calls.make"),
    Room("line", "followup:line", _("The line"), "line.see"),
    Room("lists", "followup:lists", _("Lists from the records"), "lists.see"),
)


def rooms_of(staff: Staff) -> list[Room]:
    return [room for room in ROOMS if staff.may(room.right)]
