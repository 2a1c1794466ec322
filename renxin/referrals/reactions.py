"""What a referral does when its promise ends, or when the patient comes."""

from renxin.booking.facts import Arrived
from renxin.booking.models import Appointment
from renxin.journal.book import on
from renxin.promises.facts import (
    PromiseBroken,
    PromiseKept,
    PromiseReleased,
    PromiseReopened,
)
from renxin.referrals.models import Referral
from renxin.referrals.refusals import HangsOnReferral
from renxin.staff.models import Staff


def it_is_ended_by_its_next_step(fact: PromiseKept | PromiseReleased) -> None:
    if Referral.objects.open().filter(promise=fact.promise_id).exists():
        raise HangsOnReferral


on(PromiseKept)(it_is_ended_by_its_next_step)
on(PromiseReleased)(it_is_ended_by_its_next_step)


@on(PromiseReopened)
def what_went_on_is_not_taken_back(fact: PromiseReopened) -> None:
    if Referral.objects.filter(promise=fact.promise_id).exists():
        raise HangsOnReferral


@on(PromiseBroken)
def it_is_owed_all_the_same(fact: PromiseBroken) -> None:
    referral = Referral.objects.open().filter(promise=fact.promise_id).first()
    if referral:
        referral.owe_again(by=_who(fact.by_id), at=fact.at)


@on(Arrived)
def they_came_to_be_seen(fact: Arrived) -> None:
    appointment = Appointment.objects.select_related("doctor", "patient").get(
        pk=fact.appointment_id
    )
    if appointment.doctor is None:
        return
    records = appointment.patient.kept().record_ids()
    for referral in Referral.objects.expecting(appointment).of(records):
        referral.see(
            doctor=appointment.doctor,
            appointment=appointment,
            by=_who(fact.by_id),
            at=fact.at,
        )


def _who(pk: int | None) -> Staff | None:
    return Staff.objects.get(pk=pk) if pk else None
