"""What a patient hears at once of what was agreed, and whether it stands when due.

What is said before the visit is a protocol: see ``to_come``.
"""

from datetime import datetime

from renxin.booking.kinds import How, Through, Way
from renxin.booking.models import Appointment, Outcome, WaitlistOffer
from renxin.voice.kinds import Saying, Why
from renxin.voice.models import Message, Tongue
from renxin.voice.outbox import whom
from renxin.voice.outbox.subjects import agreed_to, standing_of
from renxin.voice.wordings.filling import purpose_of

APPOINTMENT, CANCELLED, OFFER = "appointment", "cancelled", "offer"


def tell_booked(appointment: Appointment, *, at: datetime) -> None:
    """A word that it is agreed; a series is agreed at the desk."""
    if appointment.is_walk_in or appointment.through == Through.SERIES:
        return
    _tell(appointment, Saying.BOOKED, at=at)


def tell_moved(appointment: Appointment, *, at: datetime) -> None:
    """The new time; what is said of the old one from now on finds it gone."""
    _tell(appointment, Saying.MOVED, at=at)


def tell_cancelled(appointment: Appointment, *, at: datetime) -> None:
    if appointment.coming_id or appointment.starts_at <= at:
        return
    whole = (at, appointment.starts_at)
    told = [_message(appointment, Saying.CANCELLED, CANCELLED, *whole)]
    Message.put_out(_addressed(told, at=at), at=at)


def tell_offer(offer: WaitlistOffer, *, at: datetime) -> None:
    """A place has come free: by when to say yes, and where."""
    entry = offer.entry
    message = Message(
        patient=entry.patient,
        clinic=entry.clinic,
        saying=Saying.OFFER,
        purpose=purpose_of(Saying.OFFER),
        fields={"doctor": offer.doctor.name, "until": offer.until.isoformat()},
        about=OFFER,
        about_id=offer.pk,
        about_at=offer.starts_at,
        not_before=at,
        not_after=offer.until,
    )
    Message.put_out(_addressed([message], at=at), at=at)


def _tell(appointment: Appointment, saying: Saying, *, at: datetime) -> None:
    """Of several in one coming the first speaks for all."""
    if appointment.coming_id:
        return
    told = _message(appointment, saying, APPOINTMENT, at, appointment.starts_at)
    Message.put_out(_addressed([told], at=at), at=at)


def _message(
    appointment: Appointment, saying: Saying, about: str, due: datetime, late: datetime
) -> Message:
    return Message(
        patient=appointment.patient,
        clinic=appointment.clinic,
        saying=saying,
        purpose=purpose_of(saying),
        fields={"doctor": appointment.doctor_name},
        about=about,
        about_id=appointment.pk,
        about_at=appointment.starts_at,
        not_before=due,
        not_after=late,
    )


def _addressed(messages: list[Message], *, at: datetime) -> list[Message]:
    """To the number they are reached by; whoever has none hears it at the desk."""
    if not messages or messages[0].patient is None or messages[0].clinic is None:
        return []
    day = messages[0].clinic.day_of(at)
    point = whom.number_of(messages[0].patient, on=day)
    if point is None:
        return []
    language = Tongue.of(point)
    for one in messages:
        one.contact_point, one.language = point, language
    return messages


@standing_of(APPOINTMENT)
def appointment_stands(message: Message, at: datetime) -> str:  # noqa: ARG001
    """Still due, and at the time that was named."""
    found = Appointment.objects.filter(pk=message.about_id).select_related("outcome")
    appointment = found.first()
    if appointment is None:
        return Why.GONE
    ended = getattr(appointment, "outcome", None)
    if ended:
        return Why.HERE if ended.kind == How.KEPT else Why.GONE
    return "" if appointment.starts_at == message.about_at else Why.MOVED


@agreed_to(APPOINTMENT)
def agreed(message: Message, at: datetime) -> bool:
    """A yes in reply to a reminder confirms what it spoke of, if that still stands."""
    if appointment_stands(message, at):
        return False
    appointment = Appointment.objects.get(pk=message.about_id)
    if not appointment.confirmations.exists():
        appointment.confirm(way=Way.MESSAGE, by=None, at=at)
    return True


@standing_of(CANCELLED)
def cancellation_stands(message: Message, at: datetime) -> str:  # noqa: ARG001
    called_off = (How.CANCELLED_BY_PATIENT, How.CANCELLED_BY_CLINIC)
    ended = Outcome.objects.filter(appointment=message.about_id, kind__in=called_off)
    return "" if ended.exists() else Why.GONE


@standing_of(OFFER)
def offer_stands(message: Message, at: datetime) -> str:  # noqa: ARG001
    open_still = WaitlistOffer.objects.open().filter(pk=message.about_id)
    return "" if open_still.exists() else Why.SETTLED
