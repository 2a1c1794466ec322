"""Whom we owe a call here, by need and by the clock, and by nothing else.

Neither what a patient spent nor whom they brought comes into it: the order is not
even told.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from renxin.clinics.models import Clinic
from renxin.followup import policy as following
from renxin.followup.desk import hours
from renxin.followup.kinds import Heard
from renxin.followup.models import Call, CallHold, WrongNumber
from renxin.patients.models import Patient, Reach
from renxin.promises import policy
from renxin.promises.endings import ANOTHER_TIME
from renxin.promises.kinds import RINGS, Kind
from renxin.promises.models import Deferral, OptOut, Promise
from renxin.promises.models.owned import sources
from renxin.promises.windows import start_of_day
from renxin.staff.models import Staff
from renxin.voice.models import Stop

RECALLS = (Kind.RECALL, Kind.WIN_BACK)
ASKED = "ASKED"
BY_CALL = ("", "CALL")


def owed(clinic: Clinic, staff: Staff) -> Any:
    """The calls this person may make here, to people who may be rung."""
    mine = reduce(or_, sources(staff))
    ringing = Promise.objects.open().filter(mine, clinic=clinic, kind__in=RINGS)
    people = ringing.annotate(person=Coalesce("patient__merged_into_id", "patient_id"))
    kept = Patient.objects.filter(pk=OuterRef("person"))
    people = people.filter(Exists(kept.filter(died_on=None, restricted_at=None)))
    wrong = WrongNumber.objects.standing().values("contact_point")
    phones = Reach.objects.by_phone().exclude(contact_point__in=wrong)
    stops = Stop.objects.standing().filter(purpose="RECALL", channel__in=BY_CALL)
    asked = Deferral.objects.filter(
        promise=OuterRef("pk"), outcome=ANOTHER_TIME.code, due_at=OuterRef("due_at")
    )
    people = people.filter(theirs(phones)).exclude(theirs(OptOut.objects.all()))
    return people.exclude(theirs(stops), kind__in=RECALLS).annotate(asked=Exists(asked))


def theirs(rows: Any) -> Q:
    """Whether there is such a row, under the record of today or one merged into it."""
    own = rows.filter(patient=OuterRef("person"))
    return Q(Exists(own)) | Q(
        Exists(rows.filter(patient__merged_into=OuterRef("person")))
    )


def due(clinic: Clinic, staff: Staff, *, at: datetime, only_asked: bool) -> Any:
    """Those to ring now, in order; outside the hours only whoever asked for it."""
    rung = (
        Call.objects.standing()
        .filter(at__gt=at - policy.calls().again_after)
        .exclude(heard=Heard.WRONG)
    )
    held = CallHold.objects.filter(patient=OuterRef("person"), until__gt=at)
    now = owed(clinic, staff).filter(due_from__lte=at)
    now = now.filter(Q(asked=True) | ~theirs(rung) & ~theirs(hours.elsewhere(at)))
    now = now.exclude(Exists(held.exclude(by=staff)))
    if only_asked:
        now = now.filter(asked=True)
    return in_order(now)


def later(clinic: Clinic, staff: Staff, *, at: datetime) -> Any:
    """What comes to the desk before the day is over."""
    tomorrow = start_of_day(at + timedelta(days=1), clinic.zone)
    soon = owed(clinic, staff).filter(due_from__gt=at, due_from__lt=tomorrow)
    return soon.order_by("due_from", "pk")


def in_order(promises: Any) -> Any:
    """Need first, as the house set it down; then whoever has waited longest."""
    needs: Sequence[str] = following.calls().need
    places = [
        When(Q(asked=True) if one == ASKED else Q(kind=one), then=Value(place))
        for place, one in enumerate(needs)
    ]
    need = Case(*places, default=Value(len(needs)))
    return promises.annotate(need=need).order_by("need", F("due_at"), "pk")
