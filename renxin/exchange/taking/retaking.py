"""Time given back to whoever had it before an import moved or cancelled them."""

from collections.abc import Iterable
from datetime import datetime

from renxin.booking import taking_many
from renxin.booking.models import Appointment
from renxin.booking.models.service import USUAL_MINUTES
from renxin.booking.taking_many import Claim
from renxin.booking.terms import Place
from renxin.exchange.kinds import Kind
from renxin.exchange.taking.removing import LeftOver, left_over
from renxin.exchange.taking.statements import rows

RESTORED = "SELECT DISTINCT object_id FROM restored WHERE kind = 'appointments'"


def retake(*, at: datetime) -> list[LeftOver]:
    """Let each appointment that is as before have its time, if it is free still."""
    ids = [pk for (pk,) in rows(RESTORED)]
    if not ids:
        return []
    found = list(
        Appointment.objects.filter(pk__in=ids)
        .select_related("doctor", "clinic", "outcome")
        .prefetch_related("occupations")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    idle = {one.pk for one in found if hasattr(one, "outcome") or not one.doctor}
    claims = list(_claims(found, at=at))
    taking_many.lock(claims, at=at)
    refused = taking_many.refused(claims, idle)
    taking_many.give_back(idle | set(refused))
    free = [claim for claim in claims if claim.turn not in refused]
    taking_many.take(free, {claim.turn: claim.turn for claim in free})
    return left_over(Kind.APPOINTMENTS, "taken", sorted(refused))


def _claims(found: Iterable[Appointment], *, at: datetime) -> Iterable[Claim]:
    for one in found:
        if hasattr(one, "outcome") or not one.doctor or one.starts_at <= at:
            continue
        place = Place(
            clinic=one.clinic,
            starts_at=one.starts_at,
            minutes=one.minutes or USUAL_MINUTES,
            doctor=one.doctor,
        )
        if not any(there.during == place.visit for there in one.occupations.all()):
            yield Claim(turn=one.pk, place=place, doctor=one.doctor, standing_id=one.pk)
