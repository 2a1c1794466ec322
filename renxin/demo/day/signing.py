"""How a made-up patient signs: whoever is a minor has a guardian do it."""

from datetime import date

from renxin.patients.models import Patient, Relation
from renxin.patients.signing import Signature, Signer

STROKES = "M40 120L90 60L150 140L220 70L300 130L380 90"
UNKNOWN = "监护人"


def signature_of(patient: Patient, *, on: date) -> Signature:
    if not patient.is_minor_on(on):
        return Signature(strokes=STROKES, name=patient.name, signer=Signer.PATIENT)
    guards = Relation.objects.filter(of=patient, is_guardian=True)
    first = guards.select_related("person").order_by("pk").first()
    name = first.person.name if first else UNKNOWN
    return Signature(strokes=STROKES, name=name, signer=Signer.GUARDIAN)
