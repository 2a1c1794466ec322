"""What booking does when something happens to an appointment: a gap fills itself."""

from datetime import timedelta

from renxin.booking import waitlist
from renxin.booking.facts import Cancelled, Rebooked
from renxin.booking.models import Appointment, Rebooking
from renxin.journal.book import on
from renxin.rosters.spans import span


@on(Cancelled)
def offer_what_was_cancelled(fact: Cancelled) -> None:
    appointment = Appointment.objects.select_related("clinic").get(
        pk=fact.appointment_id
    )
    if appointment.ends_at > appointment.starts_at:
        freed = span(appointment.starts_at, appointment.ends_at)
        waitlist.fill(appointment.clinic, freed, at=fact.at)


@on(Rebooked)
def offer_what_was_moved_away_from(fact: Rebooked) -> None:
    was = (
        Rebooking.objects.filter(appointment=fact.appointment_id)
        .select_related("appointment__clinic")
        .latest("pk")
    )
    if was.was_minutes:
        until = was.was_at + timedelta(minutes=was.was_minutes)
        waitlist.fill(was.appointment.clinic, span(was.was_at, until), at=fact.at)
