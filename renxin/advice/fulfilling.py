"""Whoever gives advice at a station has done what is owed about it there."""

from datetime import datetime

from renxin.advice.kinds import DOES
from renxin.staff.models import Staff
from renxin.visits.duties import doing
from renxin.visits.duties.doing import Proof
from renxin.visits.kinds import Asks
from renxin.visits.models import Duty, DutyDone, StageEntry, Visit
from renxin.visits.refusals import AlreadyLeft


def fulfil(
    visit: Visit, kind: str, *, understood: str, by: Staff, at: datetime
) -> None:
    """The duty of this kind, if it is owed where they stand; done before, it stays.

    A signature is the patient's own: what asks for one is left to be signed.
    """
    here = _where(visit)
    if here is None:
        return
    owed = Duty.objects.owed_at(here).filter(code=DOES[kind])
    for duty in owed.exclude(waived__entry=here).exclude(asks=Asks.SIGNATURE):
        doing.do(here, duty, Proof(understood=understood), by=by, at=at)


def undo(visit: Visit, kind: str, *, by: Staff, at: datetime) -> None:
    """What advice of this kind had done is owed again, where none of it stands here."""
    here = _where(visit)
    if here is None:
        return
    given = visit.advice_given.filter(approval__text__kind=kind)
    given_here = given.filter(at__gte=here.entered_at)
    if given_here.filter(taken_back_at=None).exists():
        return
    done = DutyDone.objects.standing().filter(entry=here, duty__code=DOES[kind])
    by_advice = done.filter(at__in=given_here.values("at"))
    for one in by_advice.select_related("duty"):
        doing.take_back(here, one.duty, by=by, at=at)


def _where(visit: Visit) -> StageEntry | None:
    """Nowhere once they have left, be it a moment ago; they are still told."""
    if not visit.is_under_way():
        return None
    try:
        return visit.have()
    except AlreadyLeft:
        return None
