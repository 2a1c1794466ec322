from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.staff.models import Staff
from renxin.staff.roles import Role


class Kind(models.TextChoices):
    """What sort of thing is owed; each has its icon on the Today page."""

    CALL = "CALL", _("Call back")
    EXPLAIN = "EXPLAIN", _("Explain")
    ACCOMPANY = "ACCOMPANY", _("Accompany")
    ANSWER = "ANSWER", _("Answer a complaint")
    CONFIRM = "CONFIRM", _("Confirm an appointment")
    RECALL = "RECALL", _("Recall")
    REFERRAL = "REFERRAL", _("See a referral through")
    WIN_BACK = "WIN_BACK", _("Ask why they left")
    OTHER = "OTHER", _("Something else")


class PromiseQuerySet(models.QuerySet["Promise"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def of(self, staff: Staff) -> Self:
        """Those this person owns, or that a role of theirs owns where they work."""
        theirs = models.Q(owner=staff)
        for role, clinic in staff.standing:
            shared = models.Q(owner=None, owner_role=role)
            theirs |= shared if clinic is None else shared & models.Q(clinic=clinic)
        return self.filter(theirs)

    def visible_to(self, staff: Staff) -> Self:
        if staff.works_everywhere():
            return self.filter()
        return self.filter(clinic__in=staff.clinic_ids())


class Promise(models.Model):
    """Something the house owes a patient, with an owner, a time and an ending."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="promises")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="promises")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    what = models.CharField(_("what was promised"), max_length=120)
    why = models.CharField(_("why"), max_length=200, blank=True)
    words = models.TextField(_("the words to say"), blank=True)
    due_from = models.DateTimeField(_("due from"))
    due_at = models.DateTimeField(_("due by"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="promises"
    )
    owner_role = models.CharField(
        _("owed by the role"), max_length=16, choices=Role.choices, blank=True
    )
    # Kept beside the Ending, in the same verb, for the lists that are read all day.
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

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
                fields=["owner", "due_at"],
                name="promise_open_owner",
                condition=models.Q(ended_at=None),
            ),
            models.Index(
                fields=["clinic", "owner_role", "due_at"],
                name="promise_open_role",
                condition=models.Q(ended_at=None),
            ),
            models.Index(
                fields=["due_at"],
                name="promise_open_due",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["patient", "-due_at"], name="promise_of_patient"),
            models.Index(fields=["owner", "ended_at"], name="promise_ended_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
