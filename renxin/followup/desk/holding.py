"""Taking a person in hand: two callers never have the same one.

What nobody has said a word about for a while is anybody's again.
"""

from datetime import datetime

from django.db import connection, transaction

from renxin.clinics.models import Clinic
from renxin.followup import policy
from renxin.followup.desk import hours, queue
from renxin.followup.desk.number import reach_of
from renxin.followup.models import CallHold
from renxin.followup.refusals import InOtherHands, NobodyToRing
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.staff.models import Staff

LOOKED_AT = 20
# The row of a person is taken in one step: whoever comes second sees who has it.
TAKE = """
INSERT INTO followup_callhold (patient_id, promise_id, by_id, since, until)
VALUES (%(patient)s, %(promise)s, %(by)s, %(at)s, %(until)s)
ON CONFLICT (patient_id) DO UPDATE SET promise_id = EXCLUDED.promise_id,
    by_id = EXCLUDED.by_id, since = EXCLUDED.since, until = EXCLUDED.until
WHERE followup_callhold.until <= %(at)s OR followup_callhold.by_id = EXCLUDED.by_id
RETURNING patient_id
"""


def in_hand(staff: Staff, *, at: datetime) -> CallHold | None:
    """Whom this person has on the line, as long as the call is still owed."""
    mine = CallHold.objects.filter(by=staff, until__gt=at, promise__ended_at=None)
    return mine.select_related("promise__clinic", "patient").first()


@transaction.atomic
def take_next(clinic: Clinic, *, by: Staff, at: datetime) -> CallHold:
    """The next in order whom nobody has in hand; the one before is let go."""
    # Somebody with two windows asks twice at once: one after the other.
    Staff.objects.select_for_update(no_key=True).get(pk=by.pk)
    let_go(by)
    only_asked = not hours.may_ring(clinic, at)
    found = queue.due(clinic, by, at=at, only_asked=only_asked)
    free = found.select_for_update(of=("self",), skip_locked=True)
    seen: list[int] = []
    # One at a time: whom we lock, others pass over.
    while promise := free.exclude(pk__in=seen).select_related("patient").first():
        seen.append(promise.pk)
        reach = reach_of(promise.patient.kept(), on=clinic.day_of(at))
        if reach and _taken(promise, by=by, at=at):
            return CallHold.objects.get(by=by)
        if len(seen) == LOOKED_AT:
            break
    raise NobodyToRing


def let_go(staff: Staff, person: Patient | None = None) -> None:
    """Whomever they have in hand, or this person if it is they."""
    held = CallHold.objects.filter(by=staff)
    (held.filter(patient=person) if person else held).delete()


def check_in_hand(promise: Promise, *, by: Staff, at: datetime) -> None:
    """Whoever says what came of a call is the one who made it."""
    person = promise.patient.kept()
    others = CallHold.objects.filter(patient=person, until__gt=at)
    if others.exclude(by=by).exists():
        raise InOtherHands


def _taken(promise: Promise, *, by: Staff, at: datetime) -> bool:
    told: dict[str, int | datetime] = {
        "patient": promise.patient.kept().pk,
        "promise": promise.pk,
        "by": by.pk,
        "at": at,
        "until": at + policy.calls().held_for,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, told)
        return cursor.fetchone() is not None
