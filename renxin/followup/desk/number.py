"""The number at which a person may be rung: never one that was wrong before."""

from datetime import date

from renxin.followup.models import WrongNumber
from renxin.patients.models import Patient, Reach
from renxin.voice.outbox.whom import first_of


def reach_of(patient: Patient, *, on: date) -> Reach | None:
    """The first in use; for a child that of whoever looks after it."""
    wrong = WrongNumber.objects.standing().values("contact_point")
    through = Reach.objects.by_phone().filter(patient__in=patient.record_ids())
    good = through.exclude(contact_point__in=wrong).select_related("contact_point")
    return first_of(good, patient, on=on)
