import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.promises.models import Promise
from renxin.protocols.kinds import WhyNot
from renxin.protocols.models.protocol import STAYS
from renxin.protocols.models.protocol_enrolment import ProtocolEnrolment
from renxin.protocols.models.protocol_step import ProtocolStep
from renxin.voice.models import Message

# Other rows have to be read for these, so a trigger reads them.
HOLDS = """
IF NEW.why_not = '' AND 'HELD_OUT' = (
    SELECT a.arm FROM protocols_protocolenrolment e
    JOIN protocols_assignment a ON a.trial_id = e.trial_id
        AND a.patient_id IN (SELECT patients_records_of(e.patient_id))
    WHERE e.id = NEW.enrolment_id
    ORDER BY a.patient_id <> e.patient_id, a.id LIMIT 1
) THEN
    RAISE EXCEPTION 'whoever is held out hears nothing of it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'held_out_hears_nothing';
END IF;
IF NEW.why_not = 'GAVE_WAY' AND EXISTS (
    SELECT 1 FROM protocols_protocolenrolment e
    JOIN protocols_protocol p ON p.id = e.protocol_id
    WHERE e.id = NEW.enrolment_id AND p.kind = 'SAFETY'
) THEN
    RAISE EXCEPTION 'safety gives way to nothing'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'safety_always_goes';
END IF;
RETURN NEW;
"""


class ProtocolContact(models.Model):
    """A step of a protocol came due for a patient: what was made of it, or why not."""

    enrolment = models.ForeignKey(
        ProtocolEnrolment, models.PROTECT, related_name="contacts"
    )
    step = models.ForeignKey(ProtocolStep, models.PROTECT, related_name="taken")
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="protocol_step"
    )
    message = models.OneToOneField(
        Message, models.PROTECT, null=True, related_name="protocol_step"
    )
    why_not = models.CharField(
        _("why not"), max_length=12, choices=WhyNot.choices, blank=True
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("protocol contact")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "step"], name="protocol_contact_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    promise__isnull=False, message__isnull=True, why_not=""
                )
                | models.Q(promise__isnull=True, message__isnull=False, why_not="")
                | models.Q(promise__isnull=True, message__isnull=True)
                & ~models.Q(why_not=""),
                name="protocol_contact_or_why_not",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="protocol_contact_at")]
        triggers = [
            pgtrigger.Protect(name="protocol_contact_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="protocol_contact_holds",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=HOLDS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} for {self.enrolment_id}"
