"""Whoever gives advice at a station has done what is owed about it there."""

from datetime import datetime

from renxin.advice.kinds import DOES
from renxin.staff.models import Staff
from renxin.visits.duties import doing
from renxin.visits.duties.doing import Proof
from renxin.visits.kinds import Asks
from renxin.visits.models import Duty, Visit


def fulfil(
    visit: Visit, kind: str, *, understood: str, by: Staff, at: datetime
) -> list[Duty]:
    """The duty of this kind, if it is owed where they stand and nobody did it yet.

    A signature is the patient's own: what asks for one is left to be signed.
    """
    if not visit.is_under_way():
        return []
    here = visit.have()
    owed = Duty.objects.owed_at(here).filter(code=DOES[kind])
    open_ = owed.exclude(done__entry=here).exclude(waived__entry=here)
    duties = list(open_.exclude(asks=Asks.SIGNATURE))
    for duty in duties:
        doing.do(here, duty, Proof(understood=understood), by=by, at=at)
    return duties
