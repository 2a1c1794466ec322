"""Referrals at each step, in and out of the house, by the verbs of those who treat."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from renxin.clinics.clock import moment
from renxin.clinics.models import Clinic, Department
from renxin.demo.loading.ages import of_ages
from renxin.demo.words import words
from renxin.referrals.asking import Agreed, Asking
from renxin.referrals.kinds import Kind, Urgency
from renxin.referrals.models import Referral
from renxin.referrals.where import Target
from renxin.rosters.models import Pattern
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.models import Visit

A_DAY, LATELY = timedelta(days=1), timedelta(days=90)
JUST_NOW = timedelta(minutes=40)
FIRST_HOUR, EVERY_MINUTES = 9 * 60, 35

Case = dict[str, Any]
Rooms = dict[tuple[int, str], list[tuple[Clinic, Department, Staff]]]


def rooms() -> Rooms:
    """Which doctors each department of each clinic has, as the rosters say."""
    told: Rooms = {}
    rows = Pattern.objects.filter(role=Role.DOCTOR, department__isnull=False)
    named = rows.select_related("staff", "department", "clinic")
    for row in named.order_by("staff", "pk").distinct("staff"):
        if row.department:
            there = told.setdefault((row.clinic_id, row.department.name), [])
            there.append((row.clinic, row.department, row.staff))
    return told


@dataclass
class Sender:
    """One clinic's doctors, and where in the house each kind of question goes."""

    clinic: Clinic
    house: int
    now: datetime
    rooms: Rooms
    # How often each question was asked already, in any of the clinics.
    asked: Counter[str]
    had: set[int] = field(default_factory=set)

    def on(self, days: int, number: int = 0) -> datetime:
        """An hour of that day; today it was just now."""
        if not days:
            return self.now - JUST_NOW
        day = self.clinic.day_of(self.now) - days * A_DAY
        minute = FIRST_HOUR + number * EVERY_MINUTES % 480
        return moment(day, minute, self.clinic.zone)

    def others(
        self, case: Case, *but: Staff | None
    ) -> list[tuple[Clinic, Department, Staff]]:
        """Who could be asked, of the own clinic first."""
        every = [
            one
            for (_clinic, name), there in self.rooms.items()
            for one in there
            if name == case["to"] and one[2] not in but
        ]
        return sorted(every, key=lambda one: one[0] != self.clinic)

    def send(
        self, case: Case, *, kind: Kind, urgency: Urgency, at: datetime
    ) -> Referral | None:
        """Somebody who came to that department before then is sent on."""
        visit = self._visit(case, at)
        doctors = self.others(case, visit.doctor) if visit else []
        if visit is None or visit.doctor is None or not doctors:
            return None
        clinic, department, doctor = doctors[0]
        # Within the clinic whoever is there answers; another one is asked by name.
        named = None if clinic == self.clinic else doctor
        asking = Asking(
            to=Target(clinic=clinic, department=department, doctor=named),
            reason=case["reason"],
            question=case["question"],
            kind=kind,
            urgency=urgency,
            visit=visit,
            department=self.clinic.departments.filter(name=case["from"]).first(),
        )
        return self._sent(visit, asking, by=visit.doctor, at=at)

    def send_out(self, case: Case, *, at: datetime) -> Referral | None:
        """To a place outside, with the patient's yes."""
        visit = self._visit(case, at)
        if visit is None or visit.doctor is None:
            return None
        agreed = Agreed(evidence=words("referrals")["gone"]["evidence"])
        asking = Asking(
            to=Target(place=case["place"]),
            reason=case["reason"],
            question=case["question"],
            urgency=Urgency.SOON,
            visit=visit,
            agreed=agreed,
        )
        return self._sent(visit, asking, by=visit.doctor, at=at)

    def _sent(
        self, visit: Visit, asking: Asking, *, by: Staff, at: datetime
    ) -> Referral:
        self.had.add(visit.patient_id)
        self.asked[asking.reason] += 1
        return Referral.send(visit.patient, asking, clinic=self.clinic, by=by, at=at)

    def _visit(self, case: Case, before: datetime) -> Visit | None:
        came = Visit.objects.at(self.clinic).filter(
            began_at__range=(before - LATELY, before),
            doctor__posts__clinic=self.clinic,
            **of_ages(*case["ages"], on=before.date()),
        )
        if "from" in case:
            came = came.filter(department_name=case["from"])
        if "sex" in case:
            came = came.filter(patient__sex=case["sex"])
        others = came.exclude(patient__in=self.had)
        told = others.select_related("patient__merged_into", "doctor", "clinic")
        return told.order_by("-began_at", "pk").first()
