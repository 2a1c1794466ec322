"""What a desk does with those who wait, and with several appointments at once."""

from datetime import timedelta

from django.utils import timezone

from renxin.booking import placed
from renxin.booking.agreement import book
from renxin.booking.kinds import Through
from renxin.booking.models import WaitlistEntry, WaitlistOffer
from renxin.booking.several import book_series
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import enrolled
from tests.faults.asked import as_role
from tests.faults.booking_commands import at, morning, tomorrow

CALLED_OFF = {"how": "CANCELLED_BY_PATIENT", "why": "ILL"}


def place_of(world, there, hour):
    return Place(
        clinic=world["clinic"],
        starts_at=tomorrow(world["clinic"], hour),
        minutes=40,
        doctor=there["doctor"],
        chair=there["chair"],
    )


def waits(world, service):
    today = world["clinic"].day_of(timezone.now())
    entry = WaitlistEntry(
        patient=world["patient"],
        clinic=world["clinic"],
        service=service,
        through=Through.DESK,
        first_on=today,
        last_on=today + timedelta(days=7),
        weekdays=list(range(7)),
    )
    WaitlistEntry.add(entry, by=None, at=timezone.now())
    return entry


def asked(world):
    """Somebody who waits was just offered what another gave back."""
    there = morning(world)
    entry = waits(world, there["service"])
    offer = WaitlistOffer.objects.create(
        entry=entry,
        starts_at=tomorrow(world["clinic"], 10),
        minutes=40,
        doctor=there["doctor"],
        chair=there["chair"],
        offered_at=timezone.now(),
        until=timezone.now() + timedelta(minutes=30),
    )
    return entry, offer


def put_on_the_list(world):
    there = morning(world)
    today = world["clinic"].day_of(timezone.now())
    told = {
        "patient": world["patient"].pk,
        "service": there["service"].pk,
        "first_on": today,
        "last_on": today + timedelta(days=7),
        "weekdays": [str(day) for day in range(7)],
    }
    return as_role(world, Role.GREETER, "booking:wait", told)


def given(world):
    there = morning(world)
    entry = waits(world, there["service"])
    told = placed.written(place_of(world, there, 10))
    return as_role(world, Role.GREETER, "booking:wait_given", told, entry.pk)


def left(world):
    entry, _offer = asked(world)
    return as_role(world, Role.GREETER, "booking:wait_leaving", {}, entry.pk)


def answered(name):
    def request(world):
        _entry, offer = asked(world)
        return as_role(world, Role.GREETER, name, {}, offer.pk)

    return request


def walked_in(world):
    """The doctor is at work just now."""
    there, now = morning(world), timezone.now()
    Shift.objects.filter(staff=there["doctor"]).update(
        during=span(now - timedelta(hours=1), now + timedelta(hours=1))
    )
    told = {
        "patient": world["patient"].pk,
        "service": there["service"].pk,
        "minutes": 5,
        "doctor": there["doctor"].pk,
    }
    return as_role(world, Role.GREETER, "booking:walk_in", told)


def series_made(world):
    there = morning(world)
    told = {
        "patient": world["patient"].pk,
        "service": there["service"].pk,
        "what": "46 根管",
        "times": 2,
        "every_days": 7,
        "sitting": [placed.query(place_of(world, there, hour)) for hour in (10, 14)],
    }
    return as_role(world, Role.GREETER, "booking:series_new", told | at(world, 10))


def series_ended(world):
    there = morning(world)
    series = book_series(
        world["patient"],
        [place_of(world, there, hour) for hour in (10, 14)],
        there["service"],
        what="46 根管",
        by=None,
        at=timezone.now(),
    )
    return as_role(world, Role.GREETER, "booking:series_end", CALLED_OFF, series.pk)


def came_together(world):
    there = morning(world)
    day = tomorrow(world["clinic"], 10).date()
    told = {
        "patient": world["patient"].pk,
        "service_1": there["service"].pk,
        "service_2": there["service"].pk,
        "first_on": day,
        "last_on": day,
        "part": [placed.query(place_of(world, there, hour)) for hour in (10, 11)],
    }
    return as_role(world, Role.GREETER, "booking:together", told)


def swapped(world):
    there, now = morning(world), timezone.now()
    other = enrolled(world["clinic"], "P-2", "李强")
    one, two = (
        book(
            patient,
            Terms(place=place_of(world, there, hour), service=there["service"]),
            by=None,
            at=now,
        )
        for patient, hour in ((world["patient"], 10), (other, 14))
    )
    Chair.objects.create(clinic=world["clinic"], name="2 号椅")
    told = {"version": one.version, "other": f"{two.pk}-{two.version}"}
    return as_role(world, Role.GREETER, "booking:swap", told, one.pk)


WAITING = {
    "booking:wait": put_on_the_list,
    "booking:wait_given": given,
    "booking:wait_leaving": left,
    "booking:offer_yes": answered("booking:offer_yes"),
    "booking:offer_no": answered("booking:offer_no"),
    "booking:walk_in": walked_in,
    "booking:series_new": series_made,
    "booking:series_end": series_ended,
    "booking:together": came_together,
    "booking:swap": swapped,
}
