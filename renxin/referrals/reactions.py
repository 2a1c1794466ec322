"""What a referral does when its promise ends, or when the patient comes."""

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
from renxin.visits.facts import TakenUp
from renxin.visits.models import Visit


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


@on(TakenUp)
def whoever_is_with_them_has_seen_them(fact: TakenUp) -> None:
    doctor = _who(fact.by_id)
    visit = Visit.objects.select_related("clinic", "patient").get(pk=fact.visit_id)
    if doctor is None:
        return
    asked = Referral.objects.to_be_seen_by(doctor, visit.clinic)
    theirs = asked.of(visit.patient.kept().record_ids())
    for referral in theirs.order_by("promise"):
        referral.see(doctor=doctor, visit=visit, by=doctor, at=fact.at)


def _who(pk: int | None) -> Staff | None:
    return Staff.objects.get(pk=pk) if pk else None
