from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.followup.kinds import Heard
from renxin.followup.models.line_start import STAYS
from renxin.patients.models import ContactPoint, Patient
from renxin.promises.models import Promise
from renxin.staff.models import Staff

# REF-34: whoever rings all the same has not rung, whatever let them try.
NEVER_AGAIN = """
IF EXISTS (
        SELECT FROM followup_wrongnumber
        WHERE contact_point_id = NEW.contact_point_id AND ended_at IS NULL
    )
    OR EXISTS (
        SELECT FROM promises_optout
        WHERE patient_id IN (SELECT patients_records_of(NEW.patient_id))
    )
    OR EXISTS (
        SELECT FROM promises_promise AS owed, voice_stop AS stop
        WHERE owed.id = NEW.promise_id AND owed.kind IN ('RECALL', 'WIN_BACK')
            AND stop.patient_id IN (SELECT patients_records_of(NEW.patient_id))
            AND stop.purpose = 'RECALL' AND stop.channel IN ('', 'CALL')
            AND NOT EXISTS (SELECT FROM voice_stoplifted WHERE stop_id = stop.id)
    )
THEN
    RAISE EXCEPTION 'rung at a wrong number, or after they asked us to stop'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'never_rung_again';
END IF;
RETURN NEW;
"""


class CallQuerySet(models.QuerySet["Call"]):
    def standing(self) -> Self:
        """All but those of a mistaken key."""
        return self.filter(taken_back=None)


class Call(models.Model):
    """One call we made because we owed it: by whom, and what came of it."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="calls")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="calls")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="calls")
    # None where no number of theirs was in use: they were spoken with otherwise.
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, related_name="calls"
    )
    heard = models.CharField(_("what came of it"), max_length=9, choices=Heard)
    said = models.CharField(_("in their words"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(heard=Heard.WRONG)
                | models.Q(contact_point__isnull=False),
                name="wrong_is_some_number",
            )
        ]
        indexes = [
            models.Index(fields=["patient", "-at"], name="call_to_patient"),
            models.Index(fields=["clinic", "-at"], name="call_of_clinic"),
        ]
        triggers = [
            pgtrigger.Protect(name="call_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="never_rung_again",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=NEVER_AGAIN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heard} of {self.promise_id} #{self.pk}"


class CallTakenBack(models.Model):
    """A mistaken key, taken back within the minute: that call counts for nothing."""

    call = models.OneToOneField(
        Call, models.PROTECT, primary_key=True, related_name="taken_back"
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("call taken back")
        triggers = [pgtrigger.Protect(name="call_taken_back_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"taken back {self.call_id}"


class CallHold(models.Model):
    """Whom somebody has in hand at the call desk: one person in one pair of hands."""

    patient = models.OneToOneField(
        Patient, models.PROTECT, primary_key=True, related_name="call_hold"
    )
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="+")
    by = models.OneToOneField(Staff, models.PROTECT, related_name="call_hold")
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("person in hand")

    def __str__(self) -> str:
        return f"{self.patient_id} by {self.by_id}"
