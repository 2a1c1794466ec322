"""The duties of a made-up day: nearly all of them done, a few left out and why."""

from datetime import datetime
from random import Random

from renxin.demo.day.signing import signature_of
from renxin.staff.models import Staff
from renxin.visits.duties import doing
from renxin.visits.duties.doing import NO_PROOF, Proof
from renxin.visits.kinds import Asks, WhyWaived
from renxin.visits.models import Duty, StageEntry

LEFT_OUT = 0.03
SAID_BACK = {
    "next-explained": "先拍张片子看看牙根，再说怎么治",
    "choices-explained": "可以补，也可以做冠，不治会越来越疼",
    "informed": "两小时别吃东西，疼得厉害就打电话",
    "medicine-explained": "一天三次，饭后吃，吃五天",
    "next-step-agreed": "到日子你们打给我，我找前台",
}


def fulfil(entry: StageEntry, *, by: Staff, at: datetime, rng: Random) -> None:
    """What is owed there before they go on."""
    for duty in Duty.objects.missing_at(entry):
        # What is signed is explained by the doctor, whoever else is in the room.
        signed = duty.asks == Asks.SIGNATURE
        who = entry.visit.doctor if signed and entry.visit.doctor else by
        if rng.random() < LEFT_OUT:
            doing.waive(entry, [duty], why=WhyWaived.DONE_BEFORE, by=who, at=at)
        else:
            doing.do(entry, duty, _proof(entry, duty, at=at), by=who, at=at)


def _proof(entry: StageEntry, duty: Duty, *, at: datetime) -> Proof:
    if duty.asks == Asks.UNDERSTOOD:
        return Proof(understood=SAID_BACK.get(duty.code, "听明白了，回去照做"))
    if duty.asks == Asks.SIGNATURE:
        today = entry.visit.clinic.day_of(at)
        return Proof(signature=signature_of(entry.visit.patient, on=today))
    return NO_PROOF
