"""What the house owes a patient: the next step, and the card of promises."""

from django.db.models import Count, F, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from renxin.patients.page import NextStep, Panel, Place, Viewing, next_step, panel
from renxin.promises.models import Promise
from renxin.promises.models.ending import How

SHOWN = 6


@next_step(20)
def next_owed(viewing: Viewing) -> NextStep | None:
    """The open promise that falls due first."""
    owed = [one for one in _promises(viewing) if one.ended_at is None]
    if not owed:
        return None
    promise = owed[0]
    due = date_format(
        timezone.localtime(promise.due_at), pgettext("date format", "D, N j, H:i")
    )
    return NextStep(
        big=promise.what,
        lines=(
            _("%(who)s, by %(when)s") % {"who": promise.owed_by, "when": due},
            *([promise.why] if promise.why else []),
        ),
        url=reverse("promises:show", args=[promise.pk]),
        action=_("Open the promise"),
    )


@next_step(90)
def none_yet(viewing: Viewing) -> NextStep | None:
    """Nobody knows of a next step, so the page offers to make one."""
    if not viewing.staff.may("promises.keep") or viewing.patient.died_on:
        return None
    return NextStep(
        big=_("Nothing is agreed yet"),
        lines=(_("Agree on what happens next, so that the line does not break."),),
        url=_new(viewing),
        action=_("Make a promise"),
        is_owed=False,
    )


@panel(Place.MIDDLE, 10)
@panel(Place.ROOM, 10)
def promises(viewing: Viewing) -> Panel:
    """The promises to this patient, those still open first."""
    found = _promises(viewing)
    first = found[0] if found else None
    return Panel(
        "promises/_patient_panel.html",
        {
            "promises": found,
            "open": getattr(first, "open_count", 0),
            "kept": getattr(first, "kept_count", 0),
            "broken": getattr(first, "broken_count", 0),
            "now": viewing.at,
            "new": _new(viewing) if viewing.staff.may("promises.keep") else "",
        },
    )


def _promises(viewing: Viewing) -> list[Promise]:
    return viewing.once("promises", lambda: _ask(viewing))


def _ask(viewing: Viewing) -> list[Promise]:
    """The first few, and on each row the counts of all: one query."""
    counted = {
        "open_count": Q(ended_at=None),
        "kept_count": Q(ending__how=How.KEPT),
        "broken_count": Q(ending__how=How.BROKEN),
    }
    promises = Promise.objects.visible_to(viewing.staff)
    return list(
        promises.filter(patient__in=viewing.record_ids)
        .select_related("owner", "ending")
        .annotate(
            **{
                name: Window(Count("pk", filter=which))
                for name, which in counted.items()
            }
        )
        .order_by(F("ended_at").desc(nulls_first=True), "due_at", "pk")[:SHOWN]
    )


def _new(viewing: Viewing) -> str:
    return f"{reverse('promises:new')}?patient={viewing.patient.pk}"
