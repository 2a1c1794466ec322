"""From which day the past another system told of counts: the clinic says so."""

from datetime import date, datetime

from renxin.clinics.models import Clinic
from renxin.followup.models import LineStart
from renxin.followup.refusals import StartAhead
from renxin.staff.models import Staff


def count_from(
    clinic: Clinic, day: date, *, by: Staff | None, at: datetime
) -> LineStart:
    if day > clinic.day_of(at):
        raise StartAhead
    return LineStart.objects.create(clinic=clinic, counted_from=day, by=by, at=at)
