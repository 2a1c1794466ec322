"""Who acts in a clinic's day: the desk, a doctor, an assistant, the other stations."""

from dataclasses import dataclass

from renxin.clinics.models import Chair, Clinic
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models import StageEntry, Visit

AT_DESK = frozenset({Stage.GREETING})
BY_STATION = frozenset({Stage.EXAMINATION, Stage.PHARMACY, Stage.CASHIER})
BY_DOCTOR = frozenset({Stage.CONSULTATION, Stage.DIAGNOSIS, Stage.BACK_TO_DOCTOR})


@dataclass(frozen=True)
class People:
    """The people of one clinic, by what they do there."""

    clinic: Clinic
    desk: Staff
    doctors: tuple[Staff, ...]
    assistants: tuple[Staff, ...]
    station: Staff
    chairs: tuple[Chair, ...]

    @classmethod
    def of(cls, clinic: Clinic) -> "People":
        def with_role(role: str) -> tuple[Staff, ...]:
            posts = Post.objects.at(clinic).filter(role=role, until_on=None)
            here = posts.order_by("clinic", "staff").select_related("staff")
            return tuple(post.staff for post in here)

        desk = with_role(Role.GREETER)
        return cls(
            clinic=clinic,
            desk=desk[0],
            doctors=with_role(Role.DOCTOR),
            assistants=with_role(Role.ASSISTANT) or desk,
            station=(with_role(Role.STATION) or desk)[0],
            chairs=tuple(Chair.objects.filter(clinic=clinic).order_by("pk")),
        )

    def doctor_of(self, visit: Visit) -> Staff:
        return visit.doctor or self.doctors[visit.pk % len(self.doctors)]

    def at(self, stage: str, visit: Visit) -> Staff:
        """Who looks after this patient at such a station."""
        if stage in AT_DESK:
            return self.desk
        if stage in BY_STATION:
            return self.station
        if stage in BY_DOCTOR:
            return self.doctor_of(visit)
        return self.assistants[visit.pk % len(self.assistants)]

    def has_somebody(self, one: Staff) -> bool:
        """Whoever treats looks after one patient at a time."""
        if one in (self.desk, self.station):
            return False
        return StageEntry.objects.current().filter(begun_by=one).exists()

    def room_of(self, visit: Visit) -> Chair | None:
        if not self.chairs:
            return None
        return self.chairs[self.doctor_of(visit).pk % len(self.chairs)]
