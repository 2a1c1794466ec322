"""What booking does when an appointment or somebody's working time changes.

A gap fills itself, and whoever is expected while nobody is there is looked after.
"""

from datetime import timedelta

from renxin.booking import confirming, offering, reminding, uncovered, waitlist
from renxin.booking.facts import (
    Booked,
    Cancelled,
    Confirmed,
    LeftTheList,
    PlaceOffered,
    Rebooked,
)
from renxin.booking.models import Appointment, Rebooking, WaitlistOffer
from renxin.journal.book import on
from renxin.promises.facts import PromiseKept
from renxin.rosters.facts import (
    LeaveEntered,
    LeaveTakenBack,
    ShiftAdded,
    ShiftChanged,
    ShiftDropped,
    ShiftSwapped,
    ShiftsWithdrawn,
    WorkingTimeChanged,
)
from renxin.rosters.spans import span
from renxin.staff.models import Staff


@on(Booked)
def say_that_it_is_agreed(fact: Booked) -> None:
    appointment = _appointment(fact.appointment_id)
    reminding.tell_booked(appointment, at=fact.at)
    waitlist.ask_no_longer(appointment, at=fact.at)


@on(Rebooked)
def say_the_new_time(fact: Rebooked) -> None:
    appointment = _appointment(fact.appointment_id)
    reminding.tell_moved(appointment, at=fact.at)
    waitlist.ask_no_longer(appointment, at=fact.at)
    confirming.let_go(fact.appointment_id, by=_who(fact.by_id), at=fact.at)


@on(Cancelled)
def say_that_it_is_off(fact: Cancelled) -> None:
    reminding.tell_cancelled(_appointment(fact.appointment_id), at=fact.at)
    confirming.let_go(fact.appointment_id, by=_who(fact.by_id), at=fact.at)


@on(Confirmed)
def owe_no_call(fact: Confirmed) -> None:
    confirming.confirmed(fact.appointment_id, by=_who(fact.by_id), at=fact.at)


@on(PromiseKept)
def hear_that_they_will_come(fact: PromiseKept) -> None:
    if fact.outcome == confirming.CONFIRMED:
        confirming.hear(fact.promise_id, by=_who(fact.by_id), at=fact.at)


@on(LeftTheList)
def offer_it_to_the_next(fact: LeftTheList) -> None:
    waitlist.let_go(fact.entry_id, by=_who(fact.by_id), at=fact.at)


@on(PlaceOffered)
def tell_of_the_place(fact: PlaceOffered) -> None:
    offers = WaitlistOffer.objects.select_related(
        "entry__patient", "entry__clinic", "doctor"
    )
    reminding.tell_offer(offers.get(pk=fact.offer_id), at=fact.at)


def _appointment(pk: int) -> Appointment:
    return Appointment.objects.select_related("patient", "clinic").get(pk=pk)


def _who(pk: int | None) -> Staff | None:
    return Staff.objects.get(pk=pk) if pk else None


@on(Cancelled)
def offer_what_was_cancelled(fact: Cancelled) -> None:
    appointment = Appointment.objects.select_related("clinic").get(
        pk=fact.appointment_id
    )
    if appointment.ends_at > appointment.starts_at:
        freed = span(appointment.starts_at, appointment.ends_at)
        offering.fill(appointment.clinic, freed, at=fact.at)


@on(Rebooked)
def offer_what_was_moved_away_from(fact: Rebooked) -> None:
    was = (
        Rebooking.objects.filter(appointment=fact.appointment_id)
        .select_related("appointment__clinic")
        .latest("pk")
    )
    if was.was_minutes:
        until = was.was_at + timedelta(minutes=was.was_minutes)
        offering.fill(was.appointment.clinic, span(was.was_at, until), at=fact.at)


def look_after_who_is_booked_then(fact: WorkingTimeChanged) -> None:
    """Somebody's working time changed: promise another time, or let that go."""
    ids = [fact.staff_id, *([fact.by_id] if fact.by_id else [])]
    people = Staff.objects.in_bulk(ids)
    by = people[fact.by_id] if fact.by_id else None
    uncovered.look_after(people[fact.staff_id], fact.stretch, by=by, at=fact.at)


on(LeaveEntered)(look_after_who_is_booked_then)
on(LeaveTakenBack)(look_after_who_is_booked_then)
on(ShiftAdded)(look_after_who_is_booked_then)
on(ShiftChanged)(look_after_who_is_booked_then)
on(ShiftDropped)(look_after_who_is_booked_then)
on(ShiftSwapped)(look_after_who_is_booked_then)
on(ShiftsWithdrawn)(look_after_who_is_booked_then)
