"""Everything that happened to one promise, in order, from its own records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from renxin.promises.endings import label_of
from renxin.promises.models import Deferral, Escalation, Handover, Promise
from renxin.promises.models.ending import How
from renxin.staff.models import Staff
from renxin.staff.roles import Role

ICONS = {How.KEPT: "checkc", How.BROKEN: "alert", How.RELEASED: "promise"}


@dataclass(frozen=True)
class Moment:
    """One line of the history."""

    at: datetime
    icon: str
    title: str
    detail: str = ""
    by: str = ""


def of(promise: Promise) -> list[Moment]:
    """The newest first; four queries however long it is."""
    moments = [
        Moment(promise.made_at, "promise", _("Promised"), by=_name(promise.made_by)),
        *map(_deferred, promise.deferrals.select_related("by")),
        *map(_handed, promise.handovers.select_related("by", "from_owner", "to_owner")),
        *map(_told, promise.escalations.all()),
        *_ended(promise),
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def _deferred(deferral: Deferral) -> Moment:
    to = _("%(was)s → %(now)s") % {
        "was": _clock(deferral.was_due_at),
        "now": _clock(deferral.due_at),
    }
    said = label_of(deferral.outcome) or deferral.reason
    title = _("Moved to another time")
    detail = f"{to}·{said}" if said else to
    return Moment(deferral.at, "clock", title, detail, _name(deferral.by))


def _handed(handover: Handover) -> Moment:
    hands = (
        _whom(handover.from_owner, handover.from_role),
        _whom(handover.to_owner, handover.to_role),
    )
    detail = " → ".join(hands) + (f"·{handover.reason}" if handover.reason else "")
    by = _name(handover.by)
    return Moment(handover.at, "user", _("Handed over"), detail, by)


def _told(escalation: Escalation) -> Moment:
    role = str(Role(escalation.to_role).label)
    return Moment(escalation.at, "alert", _("Told upward"), role)


def _ended(promise: Promise) -> Iterator[Moment]:
    ending: Any = getattr(promise, "ending", None)
    if ending:
        title = ending.get_how_display()
        icon = ICONS[ending.how]
        yield Moment(ending.at, icon, title, ending.told(), _name(ending.by))


def _whom(person: Staff | None, role: str) -> str:
    return person.name if person else str(Role(role).label)


def _name(person: Staff | None) -> str:
    return person.name if person else ""


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%m-%d %H:%M}"
