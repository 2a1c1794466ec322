import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.signing import LONGEST_STROKES, Signer
from renxin.staff.models import Staff
from renxin.visits.kinds import WhyWaived
from renxin.visits.models.checklist import STAYS, Duty
from renxin.visits.models.stage_entry import StageEntry


class DutyDone(models.Model):
    """A duty was done for a patient at a station: by whom, and what they understood."""

    entry = models.ForeignKey(StageEntry, models.PROTECT, related_name="duties_done")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="done")
    # Said back by the patient: what nobody says back was not explained.
    understood = models.CharField(_("in their own words"), max_length=300, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("duty done")
        constraints = [
            models.UniqueConstraint(fields=["entry", "duty"], name="duty_done_once")
        ]
        triggers = [pgtrigger.Protect(name="duty_done_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.duty_id} for {self.entry_id}"


class DutyWaived(models.Model):
    """A duty was left out for a patient at a station, and why."""

    entry = models.ForeignKey(StageEntry, models.PROTECT, related_name="duties_waived")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="waived")
    why = models.CharField(_("why"), max_length=12, choices=WhyWaived.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("duty left out")
        constraints = [
            models.UniqueConstraint(fields=["entry", "duty"], name="duty_waived_once"),
            models.CheckConstraint(
                condition=~models.Q(why="OTHER") | ~models.Q(note=""),
                name="duty_waived_with_a_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="duty_waived_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.duty_id} for {self.entry_id}"


class SignedConsent(models.Model):
    """The patient, or who answers for them, signed on the screen for what was read."""

    done = models.OneToOneField(
        DutyDone, models.PROTECT, related_name="signed", primary_key=True
    )
    text = models.TextField(_("what was shown"))
    # Over the version, what was shown, who signed and the signature itself.
    digest = models.CharField(_("its hash"), max_length=64)
    strokes = models.TextField(_("signature"), max_length=LONGEST_STROKES)
    signer = models.CharField(_("who signed"), max_length=8, choices=Signer.choices)
    signer_name = models.CharField(_("name of who signed"), max_length=80)

    class Meta:
        verbose_name = _("signed consent")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(strokes="") & ~models.Q(signer_name=""),
                name="consent_is_signed",
            )
        ]
        triggers = [pgtrigger.Protect(name="consent_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"of {self.done_id}"
