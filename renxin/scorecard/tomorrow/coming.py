"""Everyone booked for a day, with what is foretold of them and what is promised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from pulse.models import Band, band_of
from renxin.booking import confirming
from renxin.booking.models import Appointment, EveCall
from renxin.booking.models.appointment import AppointmentQuerySet
from renxin.promises.models import Promise
from renxin.scorecard.models import NoShowModel
from renxin.scorecard.tomorrow.chances import Foretold, Told

SHOWN = 2


@dataclass(frozen=True)
class Coming:
    """One booking of the day, as the desk sees it."""

    appointment: Appointment
    foretold: Foretold | None
    band: Band | None
    call: Promise | None

    @property
    def is_confirmed(self) -> bool:
        return bool(self.appointment.confirmations.all())

    @property
    def may_be_called(self) -> bool:
        return self.call is None and not self.is_confirmed

    def reasons(self) -> list[str]:
        """What speaks for a call, in the reader's language."""
        lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
        told = self.foretold.reasons if self.foretold else ()
        return [one.words(lang) for one in told if one.raises][:SHOWN]


def coming(
    booked: AppointmentQuerySet, told: Told | None, model: NoShowModel | None
) -> list[Coming]:
    """The likeliest to be missed first; of whom nothing is known, by time."""
    usual = model.told["design"]["usual"] if model and model.told else 0.0
    rows = list(
        booked.filter(patient__restricted_at=None)
        .select_related("patient", "doctor", "clinic")
        .prefetch_related("confirmations")
        .order_by("starts_at", "pk")
    )
    calls = _calls(rows)
    owed = _owed(rows)
    day = [
        Coming(
            appointment=one,
            foretold=(foretold := (told or {}).get(one.pk)),
            band=band_of(foretold.chance, usual) if foretold else None,
            call=calls.get(one.pk) or owed.get(one.patient_id),
        )
        for one in rows
    ]
    return sorted(day, key=lambda one: -(one.foretold.chance if one.foretold else -1))


def _calls(rows: Iterable[Appointment]) -> dict[int, Promise]:
    """The call about the very time each of these is booked for."""
    times = {one.pk: one.starts_at for one in rows}
    asked = EveCall.objects.filter(appointment__in=times).select_related("promise")
    return {
        one.appointment_id: one.promise
        for one in asked
        if one.starts_at == times[one.appointment_id]
    }


def _owed(rows: Sequence[Appointment]) -> dict[int, Promise]:
    """By patient: a call to confirm that a colleague wrote down by hand."""
    if not rows:
        return {}
    patients = [one.patient_id for one in rows]
    owed = confirming.written_by_hand(patients, rows[0].clinic)
    return {one.patient_id: one for one in owed}
