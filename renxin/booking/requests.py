"""Places that are only asked for: held for a while, then given back."""

from datetime import datetime

from django.db import transaction

from renxin.booking import offering, taking
from renxin.booking.models import Appointment
from renxin.rosters.spans import span


@transaction.atomic
def drop(held: Appointment, *, at: datetime) -> None:
    """They want it no more: it goes as if its time were over, and counts for nothing.

    Until a moment ago the place was free, so nobody who waits needs to be told of it.
    """
    mine = Appointment.objects.due().filter(pk=held.pk).exclude(held_until=None)
    if mine.select_for_update(of=("self",)).first():
        taking.end_request(held.pk, at=at)


def lapse(*, at: datetime) -> int:
    """End every request whose time is over; each in a transaction of its own."""
    keys = Appointment.objects.lapsed(at=at).values_list("pk", flat=True)
    return sum(_lapsed(pk, at=at) for pk in list(keys))


@transaction.atomic
def _lapsed(pk: int, *, at: datetime) -> int:
    free = Appointment.objects.lapsed(at=at)
    locked = free.select_for_update(of=("self",), skip_locked=True)
    held = locked.select_related("clinic").filter(pk=pk).first()
    if held is None or not taking.end_request(pk, at=at):
        return 0
    offering.fill(held.clinic, span(held.starts_at, held.ends_at), at=at)
    return 1
