"""The house's own people and services, as the rows of a file may name them.

A doctor is found by the name, where exactly one member of staff of the clinic bears
it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from renxin.booking.models import Service
from renxin.booking.models.service import USUAL_MINUTES
from renxin.booking.taking_many import Claim
from renxin.booking.terms import Place
from renxin.clinics.models import Clinic
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.upcoming import Row
from renxin.staff.models import Post, Staff


@dataclass(frozen=True)
class Known:
    """The house's own people, services and clinics, as the rows may name them."""

    clinics: dict[int, Clinic]
    by_name: dict[tuple[int, str], Staff]
    staff: dict[int, Staff]
    minutes: dict[str, int]

    @classmethod
    def of(cls, found: Iterable[Row], stretch: Stretch) -> "Known":
        ids = {row.clinic_id for row in found}
        day = stretch.taken.clinic.day_of(stretch.at)
        posts = Post.objects.held_on(day).filter(clinic__in=ids, staff__is_active=True)
        people = {
            (post.clinic_id, post.staff) for post in posts.select_related("staff")
        }
        many = Counter((clinic, staff.name) for clinic, staff in people)
        by_name = {
            (clinic, staff.name): staff
            for clinic, staff in people
            if clinic and many[clinic, staff.name] == 1
        }
        known = {row.known_doctor_id for row in found if row.known_doctor_id}
        services = Counter(Service.objects.values_list("name", flat=True))
        lengths = Service.objects.values_list("name", "minutes")
        return cls(
            clinics=Clinic.objects.in_bulk(ids),
            by_name=by_name,
            staff=Staff.objects.in_bulk(known),
            minutes={name: n for name, n in lengths if services[name] == 1},
        )

    def doctor_of(self, row: Row) -> Staff | None:
        """The one whom the row names, else the one it stands with."""
        if not row.is_named and row.known_doctor_id:
            return self.staff[row.known_doctor_id]
        return self.by_name.get((row.clinic_id, row.doctor_name.strip()))

    def wants_other_time(self, row: Row, doctor: Staff) -> bool:
        """What stands as the row says it keeps its chair and all else it has."""
        was = (row.was_at, row.was_minutes, row.known_doctor_id)
        now = (row.starts_at, self.minutes_of(row), doctor.pk)
        return not row.has_time or was != now

    def minutes_of(self, row: Row) -> int:
        if row.minutes is not None:
            return row.minutes
        return self.minutes.get(row.service_name, USUAL_MINUTES)

    def claim_of(self, row: Row, doctor: Staff) -> Claim:
        place = Place(
            clinic=self.clinics[row.clinic_id],
            starts_at=row.starts_at,
            minutes=self.minutes_of(row),
            doctor=doctor,
        )
        return Claim(
            turn=row.place, place=place, doctor=doctor, standing_id=row.standing_id
        )
