"""Visits that nobody ended: found open the next day, closed, and asked about."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.promises.refusals import NotToBeContacted
from renxin.visits.kinds import Next, WhyNotBack, WhyNothing
from renxin.visits.leaving.seeing_off import close, take_step
from renxin.visits.models import Departure, NextStep, Visit
from renxin.visits.refusals import AlreadyLeft
from renxin.visits.terms import Step

# Found in the afternoon, it is asked about on the day after.
HALF_A_DAY = timedelta(hours=12)
# Whoever was greeted before midnight may be in the chair still; by five nobody is.
THE_NIGHT = timedelta(hours=5)


def close_left_open(*, at: datetime) -> int:
    """Every visit of an earlier day; each in its own transaction."""
    closed = 0
    for clinic in Clinic.objects.all():
        today = clinic.day_of(at - THE_NIGHT)
        left = Visit.objects.at(clinic).under_way().filter(day__lt=today)
        for visit in left.select_related("clinic", "patient").order_by("pk"):
            closed += _closed(visit, clinic, at=at)
    return closed


@transaction.atomic
def _closed(visit: Visit, clinic: Clinic, *, at: datetime) -> int:
    try:
        visit.have()
    except AlreadyLeft:
        return 0
    taken = _asked_about(visit, clinic, at=at)
    departure = Departure.objects.create(
        visit=visit, by=None, at=at, why_not_back=WhyNotBack.LEFT_OPEN
    )
    close(visit, departure, taken)
    return 1


def _asked_about(visit: Visit, clinic: Clinic, *, at: datetime) -> NextStep:
    """The call desk asks; whoever must not be rung is left in peace."""
    ask = Step(
        kind=Next.PROMISE,
        due_on=clinic.day_of(at + HALF_A_DAY),
        what=_("Ask how the visit ended, and agree what comes next"),
    )
    try:
        with transaction.atomic():
            return take_step(visit, ask, by=None, at=at)
    except NotToBeContacted:
        nothing = Step(kind=Next.NONE, why_nothing=WhyNothing.NOT_ASKED)
        return take_step(visit, nothing, by=None, at=at)
