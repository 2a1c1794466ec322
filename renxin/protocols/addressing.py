"""By which number, and in which language, many patients are written to at once."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient, Reach
from renxin.voice.models import Tongue
from renxin.voice.outbox import whom


def addresses(
    people: Sequence[tuple[Patient, Clinic]], *, at: datetime
) -> dict[int, tuple[int, str]]:
    """The same choice as for one, in two statements for all."""
    ids = {patient.pk for patient, _clinic in people}
    through: dict[int, list[Reach]] = {}
    reaches = Reach.objects.by_phone().filter(patient__in=ids).order_by("rank", "pk")
    for reach in reaches:
        through.setdefault(reach.patient_id, []).append(reach)
    chosen: dict[int, int] = {}
    for patient, clinic in people:
        found = through.get(patient.pk, [])
        if whom.is_guarded(patient, on=clinic.day_of(at)):
            found = whom.guardians(found)
        if found:
            chosen[patient.pk] = found[0].contact_point_id
    tongues = Tongue.objects.filter(contact_point__in=chosen.values())
    spoken = dict(tongues.values_list("contact_point_id", "language"))
    return {
        pk: (point, spoken.get(point, settings.LANGUAGE_CODE))
        for pk, point in chosen.items()
    }
