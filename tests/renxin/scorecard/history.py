"""Two years of two clinics, small enough to be counted by hand.

Told as of the end of February 2026. At 东院 24 people came in June 2024; 14 of
them came again in September 2025, ten did not: three left for trust, two for
money, one moved away, four were never asked, one of whom is restricted. At 河西
twelve came in July 2024 and six again.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.db.models import Max, Model

from renxin.booking.models import Appointment, Outcome
from renxin.clinics.models import Clinic
from renxin.followup.models import Loss
from renxin.outreach.models import Introduction
from renxin.patients.models import Enrolment, Patient
from renxin.visits.models import Charge, Visit

# Keys of their own: the same history gives the same lake, test after test.
KEYS = 900_000

ZONE = ZoneInfo("Asia/Shanghai")
LAST = "2026-02"
LOST_FOR = ("TRUST", "TRUST", "TRUST", "MONEY", "MONEY", "MOVED")


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZONE)


def numbers(model: type[Model]) -> Iterator[int]:
    """Keys from where this kind of record stands."""
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return count(max(last + 1, KEYS))


def people(clinic: Clinic, how_many: int, mark: str) -> list[Patient]:
    keys = numbers(Patient)
    made = Patient.objects.bulk_create(
        Patient(
            pk=next(keys),
            number=f"{mark}{place:03}",
            name=f"{'赵钱孙李周吴郑王'[place % 8]}{'一二三四五六七八九十'[place % 10]}",
            registered_on=date(2024, 6, 1),
        )
        for place in range(how_many)
    )
    Enrolment.objects.bulk_create(
        Enrolment(patient=patient, clinic=clinic, at=at(2024, 6, 1)) for patient in made
    )
    return made


def came(patients: list[Patient], clinic: Clinic, moment: datetime) -> None:
    keys = numbers(Visit)
    Visit.objects.bulk_create(
        Visit(pk=next(keys), patient=patient, clinic=clinic, began_at=moment)
        for patient in patients
    )


def booked(patient: Patient, clinic: Clinic, kind: str, day: int) -> Appointment:
    appointment = Appointment.objects.create(
        pk=next(numbers(Appointment)),
        patient=patient,
        clinic=clinic,
        starts_at=at(2026, 2, day),
        booked_at=at(2026, 2, max(day - 3, 1)),
    )
    if kind != "DUE":
        Outcome.objects.create(
            appointment=appointment, kind=kind, at=at(2026, 2, day, 11)
        )
    return appointment


def tell(dongyuan: Clinic, hexi: Clinic) -> dict[str, list[Patient]]:
    here, there = people(dongyuan, 24, "D"), people(hexi, 12, "H")
    came(here, dongyuan, at(2024, 6, 10))
    came(here[:14], dongyuan, at(2025, 9, 15))
    came(there, hexi, at(2024, 7, 10))
    came(there[:6], hexi, at(2025, 9, 16))
    for place, reason in enumerate(LOST_FOR):
        Loss.objects.create(
            pk=next(numbers(Loss)),
            patient=here[14 + place],
            clinic=dongyuan,
            learned_on=date(2026, 1, 5),
            reason=reason,
            was_told=True,
        )
    Patient.objects.filter(pk=here[23].pk).update(restricted_at=at(2026, 1, 1))
    for place in range(13):
        booked(here[place], dongyuan, "NO_SHOW" if place < 3 else "KEPT", 5 + place)
    booked(here[0], dongyuan, "CANCELLED_BY_CLINIC", 25)
    Charge.objects.bulk_create(
        Charge(
            pk=KEYS + place,
            patient=patient,
            clinic=dongyuan,
            day=date(2025, 9, 15),
            amount_fen=(place + 1) * 10_000,
        )
        for place, patient in enumerate(here[:14])
    )
    Introduction.objects.create(
        pk=next(numbers(Introduction)),
        by_patient=here[0],
        patient=here[1],
        day=date(2024, 6, 2),
    )
    Introduction.objects.create(
        pk=next(numbers(Introduction)),
        by_patient=here[1],
        patient=here[2],
        day=date(2024, 6, 3),
    )
    return {"here": here, "there": there}
