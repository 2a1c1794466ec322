"""Turning a list of people into promises: one each, spread over the days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from renxin.clinics.models import Clinic
from renxin.followup.line import held_out
from renxin.patients.models import Enrolment
from renxin.promises.batch import Batch, Wanted, make_many
from renxin.promises.kinds import RINGS
from renxin.promises.terms import Terms
from renxin.promises.windows import spread
from renxin.staff.models import Staff
from renxin.staff.roles import Role


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to promise everyone on the list; customer care owes it."""

    kind: str
    what: str
    words: str
    why: str
    first_on: date
    a_day: int


def promise_all(
    patients: Sequence[int],
    clinics: Iterable[Clinic],
    asked: Asked,
    *,
    by: Staff,
    at: datetime,
) -> Batch:
    """Promise the same to each of these, at a clinic of theirs among those given.

    Whom a trial holds out nobody rings of the house's own accord.
    """
    held = held_out.reasons_of(patients, at=at) if asked.kind in RINGS else {}
    free = [patient for patient in patients if patient not in held]
    batch = make_many(list(_wanted(free, list(clinics), asked)), by=by, at=at)
    batch.refused |= held
    return batch


def _wanted(
    patients: Sequence[int], clinics: list[Clinic], asked: Asked
) -> Iterator[Wanted]:
    where = _first_known_at(patients, clinics)
    known = [patient for patient in patients if patient in where]
    windows = spread(
        len(known), first_on=asked.first_on, zone=clinics[0].zone, a_day=asked.a_day
    )
    for patient, (due_from, due_at) in zip(known, windows, strict=True):
        yield Wanted(
            patient_id=patient,
            clinic=where[patient],
            terms=Terms(
                kind=asked.kind,
                what=asked.what,
                why=asked.why,
                words=asked.words,
                due_from=due_from,
                due_at=due_at,
                owner_role=Role.CARE,
            ),
        )


def _first_known_at(
    patients: Sequence[int], clinics: list[Clinic]
) -> dict[int, Clinic]:
    by_pk = {clinic.pk: clinic for clinic in clinics}
    enrolled = Enrolment.objects.filter(patient__in=patients, clinic__in=by_pk)
    where: dict[int, Clinic] = {}
    for patient, clinic in enrolled.order_by("at", "pk").values_list(
        "patient_id", "clinic_id"
    ):
        where.setdefault(patient, by_pk[clinic])
    return where
