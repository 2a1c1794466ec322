"""What the shell of every page shows: the rail, the clinic, who is here."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


@dataclass(frozen=True)
class Room:
    """A page the rail leads to, for those who hold the right."""

    name: str
    label: LazyText
    icon: str
    right: str
    group: int = 1


ROOMS = (
    Room("today:index", _("Today"), "today", "promises.keep"),
    Room("patients:index", _("Patients"), "patient", "patients.see"),
    Room("scorecard:index", _("Figures"), "figures", "figures.see", group=2),
    Room("exchange:index", _("Import"), "upload", "imports.run", group=2),
    Room("staff:settings", _("Settings"), "settings", "staff.see", group=3),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    staff: Staff | None = getattr(request, "staff", None)
    if staff is None:
        return {"staff": None, "rail": []}
    return {
        "staff": staff,
        "clinic": getattr(request, "clinic", None),
        "clinics": staff.clinics().order_by("pk"),
        "rail": [_entry(room, request) for room in ROOMS if staff.may(room.right)],
    }


def _entry(room: Room, request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    app = room.name.partition(":")[0]
    return {
        "url": reverse(room.name),
        "icon": room.icon,
        "label": room.label,
        "group": room.group,
        "current": bool(match and match.app_name == app),
    }
