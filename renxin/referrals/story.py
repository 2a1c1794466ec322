"""Everything that happened to one referral, in order, from its own records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from renxin.referrals.instead import told
from renxin.staff.models import Staff


@dataclass(frozen=True)
class Moment:
    """One line of the story."""

    at: datetime
    icon: str
    title: str
    detail: str = ""
    by: str = ""


def of(referral: Any) -> list[Moment]:
    """The newest first."""
    return sorted(_moments(referral), key=lambda one: one.at, reverse=True)


def last_of(referral: Any) -> Moment:
    """What was done last, for whoever comes second."""
    return of(referral)[0]


def _moments(referral: Any) -> Iterator[Moment]:
    sent = f"{referral.get_kind_display()}·{referral.get_urgency_display()}"
    yield Moment(referral.sent_at, "send", _("Sent"), sent, referral.sent_by.name)
    for name, tell in (
        ("acceptance", _accepted),
        ("seen", _seen),
        ("report", _reported),
        ("decline", _declined),
        ("retraction", _taken_back),
    ):
        record = getattr(referral, name, None)
        if record:
            yield tell(record)


def _accepted(one: Any) -> Moment:
    who = _("%(name)s will see them") % {"name": one.doctor.name}
    detail = f"{who}·{one.note}" if one.note else who
    return Moment(one.at, "check", _("Accepted"), detail, one.by.name)


def _seen(one: Any) -> Moment:
    detail = _("On their visit") if one.visit_id else ""
    return Moment(one.at, "eye", _("Seen"), detail, one.doctor.name)


def _reported(one: Any) -> Moment:
    return Moment(one.at, "checkc", _("Reported back"), "", one.by.name)


def _declined(one: Any) -> Moment:
    detail = f"{one.get_why_display()}·{one.words}·{told(one)}"
    return Moment(one.at, "ban", _("Not accepted"), detail, one.by.name)


def _taken_back(one: Any) -> Moment:
    parts = (str(one.get_why_display()), one.words)
    detail = "·".join(part for part in parts if part)
    return Moment(one.at, "undo", _("Taken back"), detail, _name(one.by))


def _name(person: Staff | None) -> str:
    return person.name if person else ""
