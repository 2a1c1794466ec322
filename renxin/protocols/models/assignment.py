import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import Patient
from renxin.protocols.kinds import Arm
from renxin.protocols.models.protocol import STAYS
from renxin.protocols.models.trial import Trial

# Another row has to be read for this, so a trigger reads it: whoever heard of it
# already is drawn no more, or what is compared was never alike.
BEFORE_ANY_CONTACT = """
IF EXISTS (SELECT FROM protocols_protocolenrolment e
        JOIN protocols_protocolcontact c ON c.enrolment_id = e.id
        WHERE e.patient_id = NEW.patient_id AND e.trial_id = NEW.trial_id
        AND c.why_not = '' AND c.at <= NEW.at) THEN
    RAISE EXCEPTION 'drawn after they heard of it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'drawn_before_any_contact';
END IF;
RETURN NEW;
"""


class Assignment(models.Model):
    """On which side of a trial a patient is: drawn once, before any contact.

    Whoever was drawn is counted on that side, whatever became of them after.
    """

    trial = models.ForeignKey(Trial, models.PROTECT, related_name="assignments")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    arm = models.CharField(_("arm"), max_length=8, choices=Arm.choices)
    stratum = models.CharField(_("stratum"), max_length=60)
    # Which draw of the stratum it was; with the seed the arm can be drawn again.
    place = models.PositiveIntegerField(_("place"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "patient"], name="assigned_once_in_a_trial"
            ),
            models.UniqueConstraint(
                fields=["trial", "stratum", "place"], name="assigned_in_turn"
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"],
                name="assigned_held_out",
                condition=models.Q(arm=Arm.HELD_OUT),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="assignment_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="assignment_before_contact",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=BEFORE_ANY_CONTACT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.arm} in {self.trial_id}"
