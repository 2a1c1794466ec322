"""Whom a promise may still be made to: one rule for one patient and for thousands."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import Patient
from renxin.promises.kinds import OUTLIVES, RINGS
from renxin.promises.models.opt_out import OptOut
from renxin.promises.refusals import NotToBeContacted

DIED = _("This person has died. Nothing was promised.")
MERGED = _("This record was merged into another. Promise it there.")
RESTRICTED = _("This person asked us to stop using their record.")
ASKED = _("This person asked not to be called.")


def check_contact(patient: Patient, kind: str) -> None:
    refused = refused_of([patient.pk], kind)
    if refused:
        raise NotToBeContacted(refused[patient.pk])


def refused_of(patient_ids: Iterable[int], kind: str) -> dict[int, str | LazyText]:
    """Who of these may not be promised this, each with the reason."""
    ids = list(patient_ids)
    refused: dict[int, str | LazyText] = {}
    if kind in RINGS:
        refused |= dict.fromkeys(_asked(ids), ASKED)
    for patient in _standing_out(ids):
        if patient.died_on and kind not in OUTLIVES:
            refused[patient.pk] = DIED
        elif patient.merged_into_id:
            refused[patient.pk] = MERGED
        elif patient.restricted_at and kind in RINGS:
            refused[patient.pk] = RESTRICTED
    return refused


def _asked(ids: list[int]) -> set[int]:
    """Under whichever of their records they asked for peace."""
    records = Patient.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids))
    kept = Coalesce("patient__merged_into_id", "patient_id")
    peace = OptOut.objects.filter(patient__in=records).values_list(kept, flat=True)
    return set(peace).intersection(ids)


def _standing_out(ids: list[int]) -> Iterable[Patient]:
    patients = Patient.objects.filter(pk__in=ids)
    ordinary = patients.filter(died_on=None, merged_into=None, restricted_at=None)
    return patients.exclude(pk__in=ordinary.values("pk")).only(
        "died_on", "merged_into", "restricted_at"
    )
