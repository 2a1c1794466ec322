from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.journal import book
from renxin.protocols.facts import TakenOffProtocol
from renxin.protocols.kinds import BY_HAND
from renxin.protocols.models.protocol import STAYS
from renxin.protocols.models.protocol_enrolment import ProtocolEnrolment
from renxin.protocols.refusals import EndedAlready, WhyMissing
from renxin.staff.models import Staff


class ProtocolStop(models.Model):
    """A patient is on a protocol no longer, before its last step, and why."""

    enrolment = models.OneToOneField(
        ProtocolEnrolment, models.PROTECT, related_name="stop", primary_key=True
    )
    why = models.CharField(_("why"), max_length=40)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("protocol stop")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=BY_HAND)
                | models.Q(by__isnull=False) & ~models.Q(note=""),
                name="stop_by_hand_has_a_reason",
            )
        ]
        triggers = [pgtrigger.Protect(name="protocol_stop_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.why} for {self.enrolment_id}"

    @classmethod
    @transaction.atomic
    def take_off(
        cls, enrolment: ProtocolEnrolment, *, why: str, by: Staff, at: datetime
    ) -> "ProtocolStop":
        if not why.strip():
            raise WhyMissing
        held = ProtocolEnrolment.objects.select_for_update(of=("self",))
        enrolment.refresh_from_db(from_queryset=held)
        if enrolment.ended_at:
            raise EndedAlready
        stop = cls.objects.create(
            enrolment=enrolment, why=BY_HAND, note=why.strip(), by=by, at=at
        )
        enrolment.ended_at, enrolment.next_at, enrolment.next_place = at, None, None
        enrolment.save(update_fields=["ended_at", "next_at", "next_place"])
        book.record(
            TakenOffProtocol(
                at=at,
                by_id=by.pk,
                clinic_id=enrolment.clinic_id,
                patient_id=enrolment.patient_id,
                protocol=enrolment.protocol.code,
                version=enrolment.version.number,
                why=stop.note,
            )
        )
        return stop
