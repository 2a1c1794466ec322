"""What the shell of every page shows: the rail, the clinic, who is here."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renxin.portal.models import Alarm
from renxin.promises.owed import late_count
from renxin.staff.models import Staff


@dataclass(frozen=True)
class Room:
    """A page the rail leads to, for those who hold the right."""

    name: str
    label: LazyText
    icon: str
    right: str
    group: int = 1
    apps: tuple[str, ...] = ()


ROOMS = (
    Room(
        "today:index", _("Today"), "today", "promises.keep", apps=("today", "promises")
    ),
    Room(
        "patients:index", _("Patients"), "patient", "patients.see", apps=("patients",)
    ),
    Room("booking:index", _("Calendar"), "calendar", "booking.see", apps=("booking",)),
    Room("visits:index", _("Flow"), "flow", "visits.see", apps=("visits",)),
    Room("plans:index", _("Plans"), "file", "plans.see", apps=("plans",)),
    Room(
        "referrals:index",
        _("Referrals"),
        "send",
        "referrals.see",
        apps=("referrals",),
    ),
    Room(
        "visits:room",
        _("Doctor's room"),
        "tooth",
        "visits.room",
        apps=("visits:room",),
    ),
    Room(
        "followup:calls",
        _("Call desk"),
        "phone",
        "calls.make",
        apps=("followup:calls", "followup:wrong"),
    ),
    Room("followup:line", _("The line"), "link", "line.see", 2, ("followup",)),
    Room(
        "protocols:index",
        _("Protocols"),
        "protocol",
        "protocols.see",
        2,
        ("protocols",),
    ),
    Room("safety:index", _("Safety"), "shield", "safety.see", 2, ("safety",)),
    Room(
        "advice:index",
        pgettext_lazy("room", "Advice"),
        "note",
        "advice.see",
        2,
        ("advice",),
    ),
    Room(
        "wordings:index",
        _("Wordings"),
        "copy",
        "wordings.see",
        2,
        ("wordings",),
    ),
    Room(
        "voice:matters",
        _("Messages"),
        "msg",
        "messages.decide",
        2,
        ("voice:matters",),
    ),
    Room("scorecard:index", _("Figures"), "figures", "figures.see", 2, ("scorecard",)),
    Room("exchange:index", _("Import"), "upload", "imports.run", 2, ("exchange",)),
    Room("rosters:index", _("Rosters"), "users", "rosters.see", 3, ("rosters",)),
    Room(
        "staff:settings",
        _("Settings"),
        "settings",
        "staff.see",
        3,
        (
            "staff",
            "clinics",
            "voice",
            "portal:alarms",
            "visits:checklists",
            "visits:checklist",
        ),
    ),
)


# A page with a room of its own does not light up the room of its app as well.
OWN_ROOM = frozenset(app for room in ROOMS for app in room.apps if ":" in app)


def shell(request: HttpRequest) -> dict[str, Any]:
    staff: Staff | None = getattr(request, "staff", None)
    if staff is None:
        return {"staff": None, "rail": []}
    return {
        "staff": staff,
        "clinic": getattr(request, "clinic", None),
        "clinics": getattr(request, "clinics", []),
        "owes_proof": (owes_proof := getattr(request, "owes_proof", False)),
        # Asked of the database only where it is drawn: error pages draw no rail.
        "rail": [] if owes_proof else SimpleLazyObject(lambda: _rail(staff, request)),
        "may_see_messages": staff.may("messages.see"),
        "may_set_up_channels": staff.may("messages.set_up"),
        "may_see_alarms": (sees := staff.may("alarms.see")),
        "open_alarms": SimpleLazyObject(lambda: _alarms(staff)) if sees else 0,
        "may_read_audit": staff.may("audit.read"),
        "may_manage_staff": staff.may("staff.manage"),
        "may_set_up": staff.may("clinics.set_up"),
        "may_set_up_services": staff.may("booking.set_up"),
        "may_set_up_stations": staff.may("visits.set_up"),
    }


def _alarms(staff: Staff) -> int:
    return Alarm.objects.open().visible_to(staff).count()


def _rail(staff: Staff, request: HttpRequest) -> list[dict[str, Any]]:
    return [_entry(room, request) for room in ROOMS if staff.may(room.right)]


def _entry(room: Room, request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    here = {match.view_name} if match and match.view_name in OWN_ROOM else set()
    here = here or ({match.app_name} if match else set())
    return {
        "url": reverse(room.name),
        "icon": room.icon,
        "label": room.label,
        "group": room.group,
        "current": bool(here & set(room.apps)),
        "pip": _pip(room, request),
    }


def _pip(room: Room, request: HttpRequest) -> int:
    """How many promises are late: the one number the rail may show."""
    if room.name != "today:index":
        return 0
    counted: int | None = getattr(request, "late", None)
    if counted is not None:  # the page has counted them already
        return counted
    staff: Staff = request.staff  # type: ignore[attr-defined]
    return late_count(staff, at=timezone.now())
