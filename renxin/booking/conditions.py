"""What booking can tell to the protocols: of a patient, and of an appointment."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import How, Through
from renxin.booking.models import (
    Appointment,
    Confirmation,
    EveCall,
    Outcome,
    Rebooking,
)
from renxin.booking.to_come import APPOINTMENTS
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.protocols.named import Asked, Truth, condition

OFF = (How.CANCELLED_BY_PATIENT, How.CANCELLED_BY_CLINIC, How.LAPSED)


@condition("booked", _("has an appointment ahead"))
def booked(asked: Asked) -> Truth:
    return asked.has(Appointment.objects.due().firm().after(asked.at))


@condition("called_off", _("the appointment was called off"), of=APPOINTMENTS)
def called_off(asked: Asked) -> Truth:
    return Exists(_of(asked, Outcome).filter(kind__in=OFF))


@condition("moved", _("the appointment was moved"), of=APPOINTMENTS)
def moved(asked: Asked) -> Truth:
    """Agreed anew, for whatever time: the newer agreement speaks of it."""
    return Exists(_of(asked, Rebooking).filter(pk__gt=OuterRef(asked.agreement)))


@condition("arrived", _("is here for the appointment"), of=APPOINTMENTS)
def arrived(asked: Asked) -> Truth:
    return Exists(_of(asked, Outcome).filter(kind=How.KEPT))


@condition("confirmed", _("said that they will come"), of=APPOINTMENTS)
def confirmed(asked: Asked) -> Truth:
    return Exists(_of(asked, Confirmation))


@condition("call_promised", _("a call to confirm is promised"), of=APPOINTMENTS)
def call_promised(asked: Asked) -> Truth:
    """About this very time, or written down by a colleague about no one time."""
    called = _of(asked, EveCall).filter(starts_at=OuterRef(asked.comes_at))
    by_hand = Promise.objects.open().filter(kind=Kind.CONFIRM, eve_call=None)
    return Exists(called) | asked.has(by_hand)


@condition("imported", _("another system keeps the appointment"), of=APPOINTMENTS)
def imported(asked: Asked) -> Truth:
    """Whatever was agreed by a verb of ours says by which path."""
    theirs = Appointment.objects.filter(through__in=("", Through.IMPORT))
    return Exists(theirs.filter(pk=OuterRef(asked.about)))


def _of(asked: Asked, model: type[Model]) -> QuerySet[Any, Any]:
    """Rows of the appointment that is asked about."""
    rows: QuerySet[Any, Any] = model._default_manager.filter(  # noqa: SLF001  (the public name of it)
        appointment=OuterRef(asked.about)
    )
    return rows
