from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.promises.facts import PromiseDeferred, PromiseHandedOver, PromiseMade
from renxin.promises.kinds import ICONS, Kind
from renxin.promises.models.contact import check_contact
from renxin.promises.models.deferral import Deferral
from renxin.promises.models.endable import REASON_LENGTH, Endable
from renxin.promises.models.handover import Handover
from renxin.promises.models.owned import sources
from renxin.promises.refusals import NotAhead
from renxin.promises.terms import Terms, check_keeper
from renxin.promises.windows import LEAD
from renxin.staff.models import Staff
from renxin.staff.roles import Role

__all__ = ["Kind", "Promise", "PromiseQuerySet"]


class PromiseQuerySet(models.QuerySet["Promise"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def of(self, staff: Staff) -> Self:
        """Those this person owns, or that a role of theirs owns where they work."""
        return self.filter(reduce(or_, sources(staff)))

    def told_upward_to(self, staff: Staff) -> Self:
        """Late ones that a role of theirs has been told about."""
        theirs = models.Q(pk__in=[])
        for role, clinic in staff.posts_today:
            told = models.Q(escalations__to_role=role)
            theirs |= told if clinic is None else told & models.Q(clinic=clinic)
        return self.filter(theirs).distinct()

    def visible_to(self, staff: Staff) -> Self:
        if staff.works_everywhere():
            return self.filter()
        return self.filter(clinic__in=staff.clinic_ids())

    def late(self, *, at: datetime) -> Self:
        return self.open().filter(due_at__lt=at)


class Promise(Endable):
    """Something the house owes a patient, with an owner, a time and an ending."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="promises")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="promises")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    what = models.CharField(_("what was promised"), max_length=120)
    why = models.CharField(_("why"), max_length=200, blank=True)
    words = models.TextField(_("the words to say"), blank=True)
    asks = models.CharField(_("to ask about"), max_length=200, blank=True)
    due_from = models.DateTimeField(_("due from"))
    due_at = models.DateTimeField(_("due by"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    came_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="follow_ons"
    )
    owner = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="promises"
    )
    owner_role = models.CharField(
        _("owed by the role"), max_length=16, choices=Role.choices, blank=True
    )

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False) | ~models.Q(owner_role=""),
                name="promise_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__gte=models.F("due_from")),
                name="promise_due_after_from",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at", "due_from"],
                name="promise_owed_by_one",
                condition=models.Q(ended_at=None),
            ),
            models.Index(
                fields=["clinic", "owner_role", "due_at", "due_from"],
                name="promise_owed_by_role",
                condition=models.Q(ended_at=None, owner=None),
            ),
            models.Index(
                fields=["owner_role", "due_at", "due_from"],
                name="promise_owed_anywhere",
                condition=models.Q(ended_at=None, owner=None),
            ),
            models.Index(
                fields=["clinic", "due_at", "id"],
                name="promise_open_clinic",
                condition=models.Q(ended_at=None),
            ),
            models.Index(
                fields=["due_at"],
                name="promise_open_due",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["patient", "-due_at"], name="promise_of_patient"),
            models.Index(fields=["owner", "ended_at"], name="promise_ended_owner"),
            models.Index(
                fields=["clinic", "-ended_at", "-id"],
                name="promise_ended_clinic",
                condition=models.Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def icon(self) -> str:
        return ICONS[Kind(self.kind)]

    @property
    def owed_by(self) -> str:
        """A colleague's name, or a role in the reader's language."""
        return self.owner.name if self.owner else self.get_owner_role_display()

    def keeper(self) -> str:
        """Who owes it as the journal keeps it: a name, or the code of a role."""
        return self.owner.name if self.owner else self.owner_role

    @classmethod
    @transaction.atomic
    def make(
        cls,
        patient: Patient,
        terms: Terms,
        *,
        clinic: Clinic,
        by: Staff | None,
        at: datetime,
        came_of: "Promise | None" = None,
    ) -> "Promise":
        """Promise a patient something: it has an owner and a time from the start."""
        terms.check(clinic)
        check_contact(patient, terms.kind)
        promise = cls(
            patient=patient,
            clinic=clinic,
            made_by=by,
            made_at=at,
            came_of=came_of,
            **terms.fields(),
        )
        promise.save(force_insert=True)
        promise.record(
            PromiseMade,
            by=by,
            at=at,
            due_at=terms.due_at.isoformat(),
            owner=promise.keeper(),
        )
        return promise

    @transaction.atomic
    def defer(
        self,
        *,
        to: datetime,
        by: Staff,
        at: datetime,
        reason: str = "",
        outcome: str = "",
    ) -> Deferral:
        """Move it to another time; the move is counted and stays on its page."""
        self._hold(at)
        if to <= at:
            raise NotAhead
        moved = self.deferrals.create(
            was_due_at=self.due_at,
            due_at=to,
            outcome=outcome,
            reason=reason[:REASON_LENGTH],
            at=at,
            by=by,
        )
        told = {"was_due_at": self.due_at.isoformat(), "due_at": to.isoformat()}
        self.due_from, self.due_at = max(to - LEAD, min(at, to)), to
        self.save(update_fields=["due_from", "due_at"])
        told |= {"outcome": outcome, "reason": reason}
        self.record(PromiseDeferred, by=by, at=at, **told)
        return moved

    @transaction.atomic
    def hand_over(
        self, *, to: Staff | Role, by: Staff, at: datetime, reason: str = ""
    ) -> Handover:
        """Give it to a colleague, or to everyone of a role at its clinic."""
        self._hold(at)
        check_keeper(to, self.clinic)
        before = self.keeper()
        hands = self.handovers.create(
            from_owner=self.owner,
            from_role=self.owner_role,
            to_owner=to if isinstance(to, Staff) else None,
            to_role="" if isinstance(to, Staff) else to,
            reason=reason[:REASON_LENGTH],
            at=at,
            by=by,
        )
        self.owner, self.owner_role = hands.to_owner, hands.to_role
        self.save(update_fields=["owner", "owner_role"])
        told = {"from_whom": before, "to_whom": self.keeper(), "reason": reason}
        self.record(PromiseHandedOver, by=by, at=at, **told)
        return hands
