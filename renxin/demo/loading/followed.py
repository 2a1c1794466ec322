"""What follow-up lived in the demonstration: two calls, a count of the line, a list."""

from contextlib import suppress
from datetime import datetime, timedelta

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.followup.desk import outcomes, queue
from renxin.followup.desk.outcomes import Told
from renxin.followup.kinds import Heard, ListSort
from renxin.followup.line import morning
from renxin.followup.line.start import count_from
from renxin.followup.mining.drawing import draw
from renxin.promises.windows import next_call
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

# The past another system told of counts from here: a few broken lines, not all.
COUNTED_FOR = timedelta(days=4)
EARLIER = timedelta(minutes=50)
TOMORROW = timedelta(hours=20)


def write(*, now: datetime, manager: Staff) -> None:
    for clinic in Clinic.objects.order_by("pk"):
        carer = _carer(clinic)
        if carer is None:
            continue
        day = clinic.day_of(now - COUNTED_FOR)
        count_from(clinic, day, by=manager, at=now)
        _ring(clinic, carer, now=now)
        with suppress(Refusal):
            draw(clinic, ListSort.RISK, by=carer, at=now)
    morning.count_the_line(at=now)


def _carer(clinic: Clinic) -> Staff | None:
    post = Post.objects.at(clinic).filter(role=Role.CARE, until_on=None).first()
    return post.staff if post else None


def _ring(clinic: Clinic, carer: Staff, *, now: datetime) -> None:
    """One did not answer, one asked to be rung tomorrow; both are owed still."""
    at = now - EARLIER
    again = next_call(now + TOMORROW, clinic.zone)
    ways = ((Heard.NO_ANSWER, Told()), (Heard.AGAIN, Told(at=again, said="在开会")))
    due = queue.due(clinic, carer, at=at, only_asked=False)
    for promise, (heard, told) in zip(due[: len(ways)], ways, strict=False):
        with suppress(Refusal):
            outcomes.press(promise, heard, told, by=carer, at=at)
