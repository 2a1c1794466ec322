"""The call to whoever has not confirmed: owed once, and over when they say yes.

On the eve a protocol promises it (see ``to_come``); the desk may ask for it before.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.booking.kinds import Way
from renxin.booking.models import Appointment, EveCall
from renxin.booking.models.eve_call import ONCE
from renxin.booking.refusals import CallPromised, ConfirmedAlready, TooLateToCall
from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.refusals import NotToBeContacted
from renxin.promises.terms import Terms
from renxin.promises.windows import LEAD, last_call, next_call
from renxin.staff.models import Staff
from renxin.staff.roles import Role

CONFIRMED = "CONFIRMED"
ASKED_FOR = gettext_lazy("The desk asked for a further call before the day.")


def promise_call(appointment: Appointment, *, by: Staff, at: datetime) -> EveCall:
    """A further call before the day, because the desk asks for it; owed once."""
    appointment.have(at=at)
    if appointment.confirmations.exists():
        raise ConfirmedAlready
    if written_by_hand([appointment.patient_id], appointment.clinic):
        raise CallPromised
    refused = refused_of([appointment.patient_id], Kind.CALL)
    if refused:
        raise NotToBeContacted(refused[appointment.patient_id])
    with refusing({ONCE: CallPromised}):
        return _call(appointment, by=by, at=at)


def written_by_hand(patients: Iterable[int], clinic: Clinic) -> list[Promise]:
    """Calls owed to these already that somebody wrote down about no one time."""
    owed = Promise.objects.open().filter(kind=Kind.CONFIRM, eve_call=None)
    return list(owed.filter(patient__in=patients, clinic=clinic))


def _call(appointment: Appointment, *, by: Staff, at: datetime) -> EveCall:
    zone = ZoneInfo(appointment.clinic.zone)
    due_from, due_at = _window(appointment, at=at)
    with translation.override(settings.LANGUAGE_CODE):
        told = {
            "name": appointment.patient.name,
            "when": f"{appointment.starts_at.astimezone(zone):%m-%d %H:%M}",
        }
        what, why = _("Confirm %(when)s with %(name)s") % told, str(ASKED_FOR)
    terms = Terms(
        kind=Kind.CONFIRM,
        what=what,
        why=why,
        due_from=due_from,
        due_at=due_at,
        owner_role=Role.GREETER,
    )
    promise = Promise.make(
        appointment.patient, terms, clinic=appointment.clinic, by=by, at=at
    )
    return EveCall.objects.create(
        appointment=appointment, starts_at=appointment.starts_at, promise=promise
    )


def _window(appointment: Appointment, *, at: datetime) -> tuple[datetime, datetime]:
    """From the next hour in which we ring until that evening, and before the visit."""
    begins = next_call(at, appointment.clinic.zone)
    if begins + LEAD > appointment.starts_at:
        raise TooLateToCall
    evening = last_call(begins, appointment.clinic.zone)
    latest = min(evening, appointment.starts_at - LEAD)
    return begins, max(latest, begins + LEAD)


def confirmed(appointment_id: int, *, by: Staff | None, at: datetime) -> None:
    """They said so themselves: the call is no longer owed."""
    for promise in _owed(appointment_id):
        promise.keep(outcome=CONFIRMED, by=by, at=at)


def let_go(appointment_id: int, *, by: Staff | None, at: datetime) -> None:
    """It was moved or called off: there is nothing left to confirm."""
    for promise in _owed(appointment_id):
        reason = _("The appointment was moved or cancelled.")
        promise.release(reason=reason, by=by, at=at)


def _owed(appointment_id: int) -> list[Promise]:
    return list(Promise.objects.open().filter(eve_call__appointment=appointment_id))


def hear(promise_id: int, *, by: Staff | None, at: datetime) -> None:
    """The desk reached them and they will come: the appointment is confirmed."""
    call = EveCall.objects.filter(promise=promise_id).select_related("appointment")
    appointment = next((one.appointment for one in call), None)
    if appointment is None or appointment.confirmations.exists():
        return
    if not hasattr(appointment, "outcome"):
        appointment.confirm(way=Way.PHONE, by=by, at=at)
