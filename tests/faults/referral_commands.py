"""What a desk does with a referral, each with a request that carries it out."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.referrals.asking import Asking
from renxin.referrals.models import Referral
from renxin.referrals.where import Target
from renxin.staff.roles import Role
from tests.cast import employed, signed_in

ASKED = {
    "kind": "CONSULT",
    "urgency": "ROUTINE",
    "reason": "46 自发痛三天",
    "question": "能否保留？",
}


def asked_of(world):
    """Another doctor of the clinic, whom the world's own can refer to."""
    return employed("asked", "孙一禾", Role.DOCTOR, world["clinic"])


def sent(world):
    """A colleague has referred the patient to the world's doctor."""
    sender = employed("sender", "李予安", Role.DOCTOR, world["clinic"])
    target = Target(clinic=world["clinic"], doctor=world["people"][Role.DOCTOR])
    asking = Asking(to=target, **ASKED)
    now, clinic = timezone.now(), world["clinic"]
    return Referral.send(world["patient"], asking, clinic=clinic, by=sender, at=now)


def accepted(world):
    doctor, referral = world["people"][Role.DOCTOR], sent(world)
    referral.accept(doctor=doctor, by=doctor, at=timezone.now())
    return referral


def seen(world):
    doctor, referral = world["people"][Role.DOCTOR], accepted(world)
    referral.see(doctor=doctor, by=doctor, at=timezone.now())
    return referral


def at_desk(world):
    return signed_in(Client(), world["people"][Role.DOCTOR])


def about(name, before, data=None, *more):
    """A command on one referral that has come so far, by the doctor who was asked."""

    def request(world):
        pk = before(world).pk
        return at_desk(world), reverse(name, args=[pk, *more]), data or {}

    return request


def inside(world):
    to = f"doctor-{world['clinic'].pk}-{asked_of(world).pk}"
    data = ASKED | {"patient": world["patient"].pk, "to": to}
    return at_desk(world), reverse("referrals:new"), data


def outside(world):
    agreed = {"method": "PAPER", "given_by": "OWN", "evidence": "同意书 3 号"}
    data = ASKED | agreed | {"patient": world["patient"].pk, "place": "市口腔医院"}
    return at_desk(world), reverse("referrals:outside"), data


NO = {"why": "NO_ROOM", "words": "两周内没有空", "when": "TOMORROW"}
TOLD = {"found": "牙髓炎", "advice": "根管治疗"}

REFERRALS = {
    "referrals:new": inside,
    "referrals:outside": outside,
    "referrals:acceptance": about("referrals:acceptance", sent),
    "referrals:seen": about("referrals:seen", accepted),
    "referrals:report": about("referrals:report", seen, TOLD),
    "referrals:no": about("referrals:no", sent, NO, "stays"),
    "referrals:retraction": about("referrals:retraction", sent, {"why": "PATIENT"}),
}
