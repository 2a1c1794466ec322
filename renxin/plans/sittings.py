"""The sittings of what was signed for, turned into appointments: all or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from renxin.booking import several
from renxin.booking.models import Series, Service
from renxin.booking.terms import Place
from renxin.plans.facts import SittingsBooked
from renxin.plans.models import AcceptedItem, Plan, PlanItem, Sitting
from renxin.plans.refusals import AllBooked, NotAccepted
from renxin.staff.models import Staff

NAME = 80


@transaction.atomic
def book(
    plan: Plan,
    item: PlanItem,
    places: Sequence[Place],
    service: Service,
    *,
    by: Staff,
    at: datetime,
) -> Series:
    """A series for one item, at most as many as were signed for and are not booked."""
    plan.hold()
    accepted = signed_for(plan, item)
    refuse_more(accepted, len(places))
    series = several.book_series(
        plan.patient.kept(),
        [place.given(service) for place in places],
        service,
        what=item.name[:NAME],
        by=by,
        at=at,
    )
    Sitting.objects.bulk_create(
        Sitting(accepted=accepted, appointment=appointment)
        for appointment in series.appointments.all()
    )
    plan.record(SittingsBooked, by=by, at=at, item_id=item.pk, times=len(places))
    return series


def refuse_more(accepted: AcceptedItem, times: int) -> None:
    left = accepted.still_unbooked()
    if times > left:
        raise AllBooked.but(left)


def signed_for(plan: Plan, item: PlanItem) -> AcceptedItem:
    """The signature that covers the item as it stands, with what is left to book."""
    covered = plan.accepted().with_sittings().filter(item=item)
    found = covered.select_related("item").first()
    if found is None:
        raise NotAccepted
    return found
