"""Who is held out of something today, and until when.

Whoever rang them of their own accord would blur what the trial is for. Safety is not
touched by it, nor is what a patient asks for.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    QuerySet,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from renxin.protocols.kinds import Arm
from renxin.protocols.models import Assignment
from renxin.protocols.models.trial import LONGEST


class Days(Func):
    """So many days, as PostgreSQL adds them."""

    function = "make_interval"
    template = "%(function)s(days => %(expressions)s)"
    output_field = DurationField()


def standing(at: datetime) -> QuerySet[Any, Any]:
    """Held out and watched still: of whom (`person`), and to the end of which day.

    A trial that was ended is watched to its end all the same.
    """
    today = timezone.localdate(at)
    drawn = Assignment.objects.filter(
        arm=Arm.HELD_OUT, at__gt=at - timedelta(days=LONGEST + 1), at__lte=at
    )
    person = Coalesce("patient__merged_into_id", "patient_id")
    ends = ExpressionWrapper(
        F("at") + Days("trial__within_days"), output_field=DateTimeField()
    )
    until = TruncDate(ends, output_field=DateField())
    found: QuerySet[Any, Any] = drawn.annotate(person=person, until=until)
    return found.filter(until__gte=today)
