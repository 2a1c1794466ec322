from typing import Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.protocols.models.protocol import Protocol
from renxin.protocols.models.protocol_version import ProtocolVersion
from renxin.protocols.models.trial import Trial
from renxin.staff.models import Staff
from renxin.staff.reach import within

PUTS_ON = "protocols.put_on"
ANCHOR_ONCE = "enrolled_once_an_anchor"


class ProtocolEnrolmentQuerySet(models.QuerySet["ProtocolEnrolment"]):
    def fresh(self) -> Self:
        """Noticed, and not yet weighed."""
        return self.filter(weighed_at=None, ended_at=None)

    def running(self) -> Self:
        return self.filter(ended_at=None, weighed_at__isnull=False)

    def ahead(self) -> Self:
        """Of something agreed for a time to come."""
        return self.filter(comes_at__isnull=False)

    def with_person(self) -> Self:
        """Each with the record that it is of today, whatever was merged meanwhile."""
        kept = Coalesce("patient__merged_into_id", "patient_id")
        return self.annotate(person=kept)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "protocols.see"))


class ProtocolEnrolment(models.Model):
    """A patient to whom something happened that a protocol is for."""

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="enrolments")
    version = models.ForeignKey(
        ProtocolVersion, models.PROTECT, related_name="enrolments"
    )
    patient = models.ForeignKey(
        Patient, models.PROTECT, related_name="protocol_enrolments"
    )
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    # What happened: the line of the journal, the row of a list, or what was agreed.
    anchor = models.CharField(_("of what"), max_length=64)
    anchor_id = models.BigIntegerField(_("of which"))
    # Moved, the same appointment is agreed anew, for another time.
    agreement = models.BigIntegerField(_("by which agreement"), db_default=0)
    comes_at = models.DateTimeField(_("agreed for"), null=True)
    anchored_at = models.DateTimeField(_("happened at"))
    noticed_at = models.DateTimeField(_("noticed at"))
    weighed_at = models.DateTimeField(_("weighed at"), null=True)
    trial = models.ForeignKey(
        Trial, models.PROTECT, null=True, related_name="enrolments"
    )
    # The next contact; kept here so that a quiet day costs one look at an index.
    next_place = models.PositiveSmallIntegerField(_("next step"), null=True)
    next_at = models.DateTimeField(_("not before"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = ProtocolEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("protocol enrolment")
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "anchor", "anchor_id", "agreement", "patient"],
                name=ANCHOR_ONCE,
            ),
            models.CheckConstraint(
                condition=models.Q(next_at=None, next_place=None)
                | models.Q(next_at__isnull=False, next_place__isnull=False),
                name="enrolment_next_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["version"],
                name="enrolment_fresh",
                condition=models.Q(weighed_at=None, ended_at=None),
            ),
            models.Index(
                fields=["next_at"],
                name="enrolment_due",
                condition=models.Q(ended_at=None, next_at__isnull=False),
            ),
            models.Index(
                fields=["protocol", "patient", "-anchored_at"],
                name="enrolment_of_patient",
            ),
            models.Index(
                fields=["version", "id"],
                name="enrolment_running",
                condition=models.Q(ended_at=None),
            ),
            models.Index(
                fields=["version", "comes_at"],
                name="enrolment_ahead",
                condition=models.Q(ended_at=None, comes_at__isnull=False),
            ),
            models.Index(fields=["-noticed_at"], name="enrolment_noticed"),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} on {self.protocol_id} #{self.pk}"

    def may_be_ended_by(self, staff: Staff) -> bool:
        held = staff.clinics_with(PUTS_ON)
        return held is None or self.clinic_id in held
