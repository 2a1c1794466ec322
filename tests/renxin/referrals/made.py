"""Referrals as the tests want them: Li asks Sun about Wang Fang's lower molar."""

from renxin.promises.models import Promise
from renxin.referrals.asking import Agreed, Asking
from renxin.referrals.models import Referral
from renxin.referrals.where import Target
from renxin.staff.models import Staff
from tests.cast import NOON

REASON = "46 自发痛三天，叩痛，冷刺激持续"
TO_THE_HOSPITAL = {
    "to": Target(place="市口腔医院颌面外科"),
    "agreed": Agreed(evidence="转诊同意书 3 号"),
}


def referred(patient, clinic, *, by, at=NOON, to=None, **asking) -> Referral:
    """To a doctor at the same clinic, to a department, or as the target says."""
    if isinstance(to, Staff):
        to = Target(clinic=clinic, doctor=to)
    said = {"reason": REASON, "question": "能否保留？", "to": to} | asking
    return Referral.send(patient, Asking(**said), clinic=clinic, by=by, at=at)


def owed(referral) -> list[Promise]:
    """The open promises that see a referral of this patient through."""
    records = referral.patient.kept().record_ids()
    return list(Promise.objects.open().filter(kind="REFERRAL", patient__in=records))
