"""What a patient sees of an appointment, an offer, a wish: as much as they need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404

from renxin.booking import policy
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.portal.handles import found, handle_of


@dataclass(frozen=True)
class Card:
    """One appointment: when, where, with whom, and what may be done with it here."""

    appointment: Appointment
    handle: str
    when: datetime
    held_until: datetime | None
    is_confirmed: bool
    may_change: bool

    @property
    def clinic(self) -> Clinic:
        return self.appointment.clinic


def card_of(appointment: Appointment, *, at: datetime) -> Card:
    zone = ZoneInfo(appointment.clinic.zone)
    held = appointment.held_until
    shuts_at = appointment.starts_at - policy.by_patient_until()
    return Card(
        appointment=appointment,
        handle=handle_of(appointment),
        when=appointment.starts_at.astimezone(zone),
        held_until=held.astimezone(zone) if held else None,
        is_confirmed=bool(appointment.confirmations.all()),
        # What is only held is given back at any time.
        may_change=bool(held) or shuts_at >= at,
    )


def ahead_of(patient: Patient, *, at: datetime) -> list[Card]:
    """What is still to come, the next first; a request that lapsed is no more."""
    due = (
        Appointment.objects.due()
        .after(at - timedelta(hours=1))
        .filter(patient__in=patient.record_ids())
        .select_related("clinic", "service", "doctor", "patient")
        .prefetch_related("confirmations")
        .order_by("starts_at", "pk")
    )
    return [
        card_of(one, at=at)
        for one in due
        if one.held_until is None or one.held_until > at
    ]


def card_behind(handle: str, patient: Patient, *, at: datetime) -> Card:
    cards = ahead_of(patient, at=at)
    mine = found(handle, (card.appointment for card in cards))
    return next(card for card in cards if card.appointment.pk == mine.pk)


def waiting_of(patient: Patient) -> list[WaitlistEntry]:
    entries = WaitlistEntry.objects.waiting().filter(patient__in=patient.record_ids())
    return list(
        entries.select_related("clinic", "service", "doctor").order_by("made_at")
    )


def offers_to(patient: Patient, *, at: datetime) -> list[WaitlistOffer]:
    """Places they are asked about and have not answered."""
    offers = WaitlistOffer.objects.open().filter(
        entry__patient__in=patient.record_ids(), until__gt=at
    )
    return list(
        offers.select_related(
            "entry__clinic", "entry__service", "entry__patient", "doctor", "chair"
        ).order_by("until")
    )


def offer_behind(handle: str, patient: Patient, *, at: datetime) -> WaitlistOffer:
    return found(handle, offers_to(patient, at=at))


def with_handles(things: Iterable[WaitlistEntry]) -> list[tuple[str, WaitlistEntry]]:
    return [(handle_of(one), one) for one in things]


def only(cards: list[Card]) -> Card:
    if not cards:
        raise Http404
    return cards[0]
