"""Whom a trial holds out: left alone by lists and by the line until its day.

Read by the database, wherever it matters. Whoever was here since the draw has told
what was asked of them, and is looked after like everybody.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.followup.refusals import HeldOut
from renxin.protocols import held_out
from renxin.protocols.models import ProtocolEnrolment
from renxin.visits.models import Visit


def standing(at: datetime) -> QuerySet[Any, Any]:
    """Held out, watched still, and not here since."""
    since = Visit.objects.filter(began_at__gt=OuterRef("at"))
    own = Exists(since.filter(patient=OuterRef("person")))
    linked = Exists(since.filter(patient__merged_into=OuterRef("person")))
    found: QuerySet[Any, Any] = held_out.standing(at).exclude(Q(own) | Q(linked))
    return found


def latest_of(record_ids: Iterable[int], *, at: datetime) -> Any:
    """The one that holds longest, under whichever of their records."""
    theirs = standing(at).filter(patient__in=list(record_ids))
    return theirs.select_related("trial__version").order_by("-until", "pk").first()


def check_may_be_rung(record_ids: Iterable[int], *, at: datetime) -> None:
    held = latest_of(record_ids, at=at)
    if held:
        raise HeldOut(told(held))


def reasons_of(patients: Iterable[int], *, at: datetime) -> dict[int, str]:
    """Who of these is held out of something, each with the reason."""
    theirs = standing(at).filter(person__in=list(patients))
    rows = theirs.select_related("trial__version").order_by("until", "pk")
    return {one.person: told(one) for one in rows}


def told(held: Any) -> str:
    """The reason, as it stands on every page; of one that ``standing`` told."""
    until: date = held.until
    words = _("Held out of %(name)s until %(day)s; safety is not touched")
    return words % {"name": held.trial.version.name, "day": f"{until:%Y-%m-%d}"}


def at_clinic(clinic: Clinic, *, at: datetime) -> list[tuple[str, int]]:
    """By trial: the reason to the last day, and of how many people here."""
    here = ProtocolEnrolment.objects.filter(
        clinic=clinic, trial=OuterRef("trial"), patient=OuterRef("patient")
    )
    theirs = standing(at).filter(Exists(here))
    counted = dict(
        theirs.order_by()
        .values_list("trial")
        .annotate(n=Count("person", distinct=True))
    )
    last = theirs.order_by("trial", "-until", "pk").distinct("trial")
    named = last.select_related("trial__version")
    return [(told(one), counted[one.trial_id]) for one in named]
