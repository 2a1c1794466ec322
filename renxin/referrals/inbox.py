"""What waits for a person or a clinic, and where what they sent stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import F, Q

from renxin.clinics.models import Clinic
from renxin.desk.planner import joins_as_written
from renxin.referrals import policy
from renxin.referrals.kinds import Step
from renxin.referrals.models import Referral
from renxin.referrals.models.referral import ReferralQuerySet
from renxin.referrals.rows import Row, row_of
from renxin.referrals.where import departments_of
from renxin.staff.models import Staff

MINE, CLINIC = "mine", "clinic"
SHOWN = 40
OPEN_FIRST = (F("ended_at").desc(nulls_first=True), "-sent_at", "-pk")


@dataclass(frozen=True)
class Group:
    """The referrals that stand at one step."""

    step: Step
    rows: list[Row]

    @property
    def is_late(self) -> bool:
        return any(row.state == "late" for row in self.rows)


@dataclass(frozen=True)
class Inbox:
    """To answer, to see, to report, to ask after; and what was sent from here."""

    groups: list[Group]
    sent: list[Row]

    @property
    def first(self) -> int | None:
        """The one that stands open, so that its keys work at once."""
        return next((row.referral.pk for row in self._waiting()), None)

    @property
    def is_answerable(self) -> bool:
        """Who only looks after the clinic has no keys to answer with."""
        return any(row.may_answer for row in self._waiting())

    def _waiting(self) -> Iterable[Row]:
        return chain.from_iterable(group.rows for group in self.groups)


@dataclass(frozen=True)
class Looking:
    """Who looks, at which clinic, when: at their own or at all of the clinic's."""

    whose: str
    clinic: Clinic
    staff: Staff
    at: datetime

    def inbox(self) -> Inbox:
        waits = self._visible().open().filter(self._waiting())
        rows = self._rows(waits.order_by("promise__due_at", "pk"))
        return Inbox(groups=list(_groups(rows)), sent=self._rows(self._sent()))

    def _visible(self) -> ReferralQuerySet:
        return Referral.objects.visible_to(self.staff).told()

    def _rows(self, found: ReferralQuerySet) -> list[Row]:
        with joins_as_written():
            shown = list(found[:SHOWN])
        return [row_of(one, staff=self.staff, at=self.at) for one in shown]

    def _waiting(self) -> Q:
        if self.whose == CLINIC:
            return Q(promise__clinic=self.clinic)
        departments = departments_of(self.staff, self.clinic.day_of(self.at))
        theirs = [Q(promise__owner=self.staff)]
        for role, where in self.staff.posts_today:
            theirs.append(_of_role(role, where, departments))
        return reduce(or_, theirs)

    def _sent(self) -> ReferralQuerySet:
        """Open, or closed of late; what a colleague sent on of theirs is theirs too."""
        lately = Q(ended_at=None) | Q(ended_at__gt=self.at - policy.shown_for())
        theirs = Q(sent_by=self.staff) | Q(instead_of__referral__sent_by=self.staff)
        here = Q(from_clinic=self.clinic) if self.whose == CLINIC else theirs
        return self._visible().filter(lately, here).order_by(*OPEN_FIRST)


def _groups(rows: list[Row]) -> Iterable[Group]:
    for step in Step:
        here = [row for row in rows if row.step == step]
        if here:
            yield Group(step, here)


def _of_role(role: str, where: int | None, departments: frozenset[int]) -> Q:
    """What everyone of a role owes; of a department only those who work in it."""
    shared = Q(promise__owner=None, promise__owner_role=role)
    if where is not None:
        shared &= Q(promise__clinic=where)
    if departments:
        shared &= Q(to_department=None) | Q(to_department__in=departments)
    return shared
