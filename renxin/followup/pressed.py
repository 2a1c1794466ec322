"""A call that was owed is ended by one verb, at the call desk as on any other page.

So who rang last, how often it was tried and what comes next are true wherever
somebody pressed the key.
"""

from datetime import datetime

from renxin.followup.desk import outcomes
from renxin.followup.desk.outcomes import Told
from renxin.followup.kinds import Heard
from renxin.promises import pressing
from renxin.promises.endings import Way
from renxin.promises.kinds import RINGS
from renxin.promises.models import Deferral, Ending, Promise
from renxin.staff.models import Staff

# Whatever else was heard: they were reached.
HEARD = {
    "UNWELL": Heard.UNWELL,
    "NO_ANSWER": Heard.NO_ANSWER,
    "ASKED_TO_STOP": Heard.STOP,
    "NO_RECALLS": Heard.STOP,
    "BOOKED": Heard.BOOKED,
}


@pressing.carried_out_for(*RINGS)
def as_at_the_desk(
    promise: Promise, way: Way, said: str, *, by: Staff, at: datetime
) -> Ending | Deferral:
    heard = HEARD.get(way.code, Heard.REACHED)
    outcome = way.code if heard is Heard.REACHED else ""
    outcomes.end(promise, heard, Told(said=said, outcome=outcome), by=by, at=at)
    ending = Ending.objects.filter(promise=promise.pk).first()
    return ending or promise.deferrals.latest("pk")
