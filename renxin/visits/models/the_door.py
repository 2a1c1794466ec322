"""Who comes in by the door of a visit, who is found behind it, and how one leaves."""

from typing import Self, TypeVar

from django.db import models

from renxin.clinics.models import Clinic
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.refusals import AlreadyInTheHouse, WorksElsewhere

# Whoever was greeted here leaves with a departure and a next step, or not at all.
BY_THE_DOOR = """
IF NOT (EXISTS (SELECT FROM visits_departure WHERE visit_id = NEW.id)
        AND EXISTS (SELECT FROM visits_nextstep WHERE visit_id = NEW.id)) THEN
    RAISE EXCEPTION 'ended without a departure and a next step'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_ends_by_the_door';
END IF;
RETURN NULL;
"""


Row = TypeVar("Row", bound=models.Model)


class OfVisits(models.QuerySet[Row]):
    def at(self, clinic: Clinic) -> Self:
        return self.filter(clinic=clinic)

    def lived_here(self) -> Self:
        """Begun at our own desk; the others came in from another system."""
        return self.filter(number__isnull=False)

    def under_way(self) -> Self:
        return self.lived_here().filter(ended_at=None)

    def visible_to(self, staff: Staff) -> Self:
        if staff.works_everywhere():
            return self.filter()
        return self.filter(clinic__in=staff.clinic_ids())

    def refuse_two_at_once(self, name: str, record_ids: list[int]) -> None:
        """A record merged into another is the same person."""
        here = self.under_way().filter(patient__in=record_ids)
        clinic = here.values_list("clinic__short_name", flat=True).first()
        if clinic is not None:
            raise AlreadyInTheHouse.named(name, clinic)


def check_doctor(doctor: Staff | None, clinic: Clinic) -> None:
    """A patient waits for a doctor of the house they are in, or for whoever is free."""
    if doctor and not doctor.holds(Role.DOCTOR, at=clinic.pk):
        raise WorksElsewhere.than(doctor.name, clinic.short_name)
