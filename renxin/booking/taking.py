"""The one way in which a doctor, an assistant, a chair or a device is taken.

Every path to an appointment comes through here: the desk, a drag, the portal, a
series, the waiting list, an import. First everything needed is locked, always in
one order, so that two who want the same wait for each other and never in a ring;
then what stands is read again; the exclusion constraint is only the backstop.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from renxin.booking.kinds import As, How
from renxin.booking.models.appointment import Appointment, AppointmentQuerySet
from renxin.booking.models.occupation import Occupation
from renxin.booking.models.outcome import Outcome
from renxin.booking.models.resource import Resource
from renxin.booking.refusals import NotAtWork, Taken
from renxin.booking.terms import Place
from renxin.desk.rules import rule_broken
from renxin.rosters.duty import is_away, is_on_shift

# The class of our locks, apart from every other use of advisory locks.
LOCK = 5_101
BACKSTOP = "nothing_taken_twice"
LOCKS = """
SELECT pg_advisory_xact_lock(%s, id)
FROM (
    SELECT id FROM unnest(%s::int[]) WITH ORDINALITY AS one (id, turn) ORDER BY turn
) wanted
"""

STANDING = """
SELECT taken.*
FROM unnest(%(resources)s::bigint[], %(spans)s::tstzrange[])
    AS wanted (resource_id, during)
JOIN booking_occupation taken
    ON taken.resource_id = wanted.resource_id AND taken.during && wanted.during
"""
FIRM = f"""{STANDING}
LEFT JOIN booking_appointment lapsed
    ON lapsed.id = taken.appointment_id AND lapsed.held_until <= %(at)s
WHERE lapsed.id IS NULL AND taken.appointment_id IS DISTINCT FROM %(besides)s
"""


def lock(resources: Iterable[Resource]) -> None:
    """Wait until all of them are ours for the rest of the transaction.

    In the order of whom they stand for: the rosters tell of one person after the
    other, in the order of the staff, and who books must not come the other way.
    """
    ordered = sorted(set(resources), key=lambda resource: resource.stands_for)
    ids = [resource.pk for resource in ordered]
    with connection.cursor() as cursor:
        cursor.execute(LOCKS, [LOCK, ids])


def lock_all(places: Iterable[Place]) -> None:
    """Lock what several places need, before any of them is taken.

    Taken one by one, they would be locked in the order of the places, and two who
    book crosswise could wait for each other.
    """
    things = [thing for place in places for thing, _as, _during in place.takes()]
    lock(Resource.objects.of(things).values())


@transaction.atomic(savepoint=False)
def take(
    appointment_id: int,
    place: Place,
    *,
    at: datetime,
    over: bool = False,
    only_at_work: bool = False,
) -> list[Occupation]:
    """Take up all that a place needs for an appointment, or nothing.

    What the appointment took before is given back in the same step. `over` says
    that a permitted person books over what stands there.
    """
    wanted = wanted_by(place, appointment_id)
    zone = ZoneInfo(place.clinic.zone)
    if not over and (seen := firm(wanted, besides=appointment_id, at=at)):
        # Who stands there already is there without any lock; only winners queue.
        raise refusal(seen, zone)
    lock(one.resource for one in wanted)
    if only_at_work:
        # Behind the locks: whoever enters a leave waits for them as well.
        check_duty(place)
    give_back(appointment_id)
    in_the_way = conflicts(wanted, at=at)
    if in_the_way and not over:
        raise refusal(in_the_way, zone)
    return write(wanted, in_the_way)


def write(
    wanted: Sequence[Occupation], in_the_way: Sequence[Occupation]
) -> list[Occupation]:
    """Each in the usual lane, or in one beside whatever stands there."""
    for one in wanted:
        beside = [o.lane for o in in_the_way if o.resource_id == one.resource_id]
        one.lane = max(beside, default=-1) + 1
    try:
        return Occupation.objects.bulk_create(wanted)
    except IntegrityError as error:
        if rule_broken(error) != BACKSTOP:
            raise
        raise Taken from error


def wanted_by(place: Place, appointment_id: int) -> list[Occupation]:
    takes = place.takes()
    resources = Resource.objects.of(thing for thing, _as, _during in takes)
    return [
        Occupation(
            resource=resources[thing],
            appointment_id=appointment_id,
            taken_as=taken_as,
            during=during,
        )
        for thing, taken_as, during in takes
    ]


def give_back(appointment_id: int) -> None:
    Occupation.objects.filter(appointment=appointment_id).delete()


def conflicts(wanted: Sequence[Occupation], *, at: datetime) -> list[Occupation]:
    """What stands in the way, once requests that have lapsed are cleared."""
    found = standing(wanted)
    if found:
        clear_lapsed(Appointment.objects.filter(occupations__in=found), at=at)
        found = standing(wanted)
    return found


def firm(
    wanted: Sequence[Occupation], *, besides: int, at: datetime
) -> list[Occupation]:
    """What stands there and will not be cleared, as far as others have settled it."""
    return standing(wanted, FIRM, besides=besides, at=at)


def standing(
    wanted: Sequence[Occupation], question: str = STANDING, **more: object
) -> list[Occupation]:
    resources = {one.resource_id: one.resource for one in wanted}
    asked = {
        "resources": [one.resource_id for one in wanted],
        "spans": [one.during for one in wanted],
    }
    found = list(Occupation.objects.raw(question, asked | more))
    for one in found:
        one.resource = resources[one.resource_id]
    return found


def clear_lapsed(among: AppointmentQuerySet, *, at: datetime) -> None:
    """End requests whose time is over, but those somebody has in hand just now."""
    lapsed = among.lapsed(at=at)
    free = lapsed.select_for_update(of=("self",), skip_locked=True)
    for appointment_id in set(free.values_list("pk", flat=True)):
        end_request(appointment_id, at=at)


def end_request(appointment_id: int, *, at: datetime) -> bool:
    """End a request whose row is ours; False where somebody just has.

    Whoever ended it a moment ago left its row as it was, so that the row alone
    does not tell: the outcome is read once more, now that nobody else can write it.
    """
    if Outcome.objects.filter(appointment=appointment_id).exists():
        return False
    Outcome.objects.create(appointment_id=appointment_id, kind=How.LAPSED, at=at)
    give_back(appointment_id)
    return True


def check_duty(place: Place) -> None:
    """Refuse a time at which the doctor or an assistant is not at work there."""
    for person in place.people:
        taken_as = As.DOCTOR if person == place.doctor else As.ASSISTANT
        during = place.time_of(taken_as)
        if is_away(person, during):
            raise NotAtWork.away(person.name, place.told())
        if not is_on_shift(person, place.clinic, during):
            clinic = place.clinic.short_name
            raise NotAtWork.no_shift(person.name, place.told(), clinic)


def refusal(in_the_way: Sequence[Occupation], zone: ZoneInfo) -> Taken:
    """Say who or what is taken, and until when; never by whom."""
    by_end = sorted(in_the_way, key=lambda one: one.during.upper)
    lines = dict.fromkeys(_line(one, zone) for one in by_end)
    return Taken.told(list(lines)[:3], [one.pk for one in in_the_way])


def _line(one: Occupation, zone: ZoneInfo) -> str:
    told = {
        "name": str(one.resource),
        "from": f"{one.during.lower.astimezone(zone):%H:%M}",
        "until": f"{one.during.upper.astimezone(zone):%H:%M}",
        "purpose": one.purpose,
    }
    if one.purpose:
        return _("%(name)s is kept for %(purpose)s until %(until)s.") % told
    return _("%(name)s is taken from %(from)s to %(until)s.") % told
