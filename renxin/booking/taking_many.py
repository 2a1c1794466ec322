"""Taking the doctors' time for many appointments in one step, as an import brings them.

The same locks, the same reading of what stands and the same backstop as in `taking`;
only that each claim is answered by itself. The earlier in the file has the time, and
whoever is in somebody's way is told so while the good ones are kept.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from renxin.booking import taking
from renxin.booking.kinds import As
from renxin.booking.models.appointment import Appointment
from renxin.booking.models.occupation import Occupation
from renxin.booking.models.resource import Resource
from renxin.booking.refusals import Taken
from renxin.booking.terms import Place
from renxin.rosters.spans import DateTimeTZRange, meet, span
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class Claim:
    """An appointment that needs its doctor's time; a lower turn comes first."""

    turn: int
    place: Place
    doctor: Staff
    # The appointment, where it stands already and gives its old time back for this.
    standing_id: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.place.clinic.zone)

    def as_taken(self, resource: Resource | None = None) -> Occupation:
        return Occupation(
            resource=resource or Resource(staff=self.doctor),
            taken_as=As.DOCTOR,
            during=self.place.visit,
        )


@dataclass
class Diary:
    """What stands with each doctor, by the days it touches."""

    days: dict[tuple[int, int], list[Occupation]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def enter(self, doctor_id: int, one: Occupation) -> None:
        for day in _days(one.during):
            self.days[doctor_id, day].append(one)

    def in_the_way(self, claim: Claim) -> list[Occupation]:
        wanted = claim.place.visit
        found = {
            id(one): one
            for day in _days(wanted)
            for one in self.days[claim.doctor.pk, day]
            if meet(one.during, wanted)
        }
        return list(found.values())


def lock(claims: Iterable[Claim], *, at: datetime) -> None:
    """Wait until every doctor claimed is ours for the rest of the transaction."""
    doctors = {claim.doctor for claim in claims}
    taking.lock(Resource.objects.of(doctors).values())
    theirs = Appointment.objects.filter(occupations__resource__staff__in=doctors)
    taking.clear_lapsed(theirs, at=at)


def refused(claims: Sequence[Claim], given_back: Collection[int]) -> dict[int, Taken]:
    """Whose claim cannot be met, and why; whatever is refused keeps its old time.

    Two that change places within one file find each other's old time free. What is
    refused takes its old time again, so others may be refused in turn: the round is
    gone until nobody more is.
    """
    standing = _standing(claims)
    whole: dict[int, Taken] = {}
    while True:
        left = [claim for claim in claims if claim.turn not in whole]
        fresh = _a_round(left, standing, set(given_back))
        if not fresh:
            return whole
        whole |= fresh


def _a_round(
    claims: Iterable[Claim], standing: Iterable[Occupation], gone: set[int | None]
) -> dict[int, Taken]:
    ordered = sorted(claims, key=lambda claim: claim.turn)
    moving = gone | {claim.standing_id for claim in ordered if claim.standing_id}
    diary, fresh = Diary(), {}
    for one in standing:
        if one.appointment_id not in moving and one.resource.staff_id:
            diary.enter(one.resource.staff_id, one)
    for claim in ordered:
        found = diary.in_the_way(claim)
        if found:
            fresh[claim.turn] = taking.refusal(found, claim.zone)
        else:
            diary.enter(claim.doctor.pk, claim.as_taken())
    return fresh


def _standing(claims: Sequence[Claim]) -> list[Occupation]:
    """What the doctors' days hold."""
    if not claims:
        return []
    visits = [claim.place.visit for claim in claims]
    whole = span(min(v.lower for v in visits), max(v.upper for v in visits))
    return list(
        Occupation.objects.within(whole)
        .filter(resource__staff__in={claim.doctor for claim in claims})
        .select_related("resource__staff")
    )


def give_back(appointment_ids: Collection[int]) -> None:
    Occupation.objects.filter(appointment__in=appointment_ids).delete()


def take(claims: Sequence[Claim], ids: Mapping[int, int]) -> list[Occupation]:
    """Take up what `refused` found free; `ids` names each turn's appointment.

    To be called with the doctors still locked.
    """
    resources = Resource.objects.of({claim.doctor for claim in claims})
    wanted = []
    for claim in claims:
        one = claim.as_taken(resources[claim.doctor])
        one.appointment_id = ids[claim.turn]
        wanted.append(one)
    give_back([claim.standing_id for claim in claims if claim.standing_id])
    return Occupation.objects.bulk_create(wanted, batch_size=2000)


def _days(during: DateTimeTZRange) -> range:
    first = during.lower.astimezone(UTC).toordinal()
    last = (during.upper.astimezone(UTC) - timedelta(microseconds=1)).toordinal()
    return range(first, last + 1)
