import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.signing import DRAWN, LONGEST_STROKES, Signer
from renxin.visits.models.checklist import STAYS
from renxin.visits.models.duty_done import DutyDone


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
                condition=models.Q(strokes__regex=DRAWN) & ~models.Q(signer_name=""),
                name="consent_is_signed",
            )
        ]
        triggers = [pgtrigger.Protect(name="consent_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"of {self.done_id}"
