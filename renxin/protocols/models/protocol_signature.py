from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.protocols.facts import ProtocolSigned
from renxin.protocols.models.protocol import STAYS
from renxin.protocols.models.protocol_version import ProtocolVersion
from renxin.protocols.refusals import NotYours, OwnWriting, SignedAlready
from renxin.staff.models import Staff

SIGNS = "protocols.sign"
# Another row has to be read for this, so a trigger reads it.
A_SECOND_PERSON = """
IF EXISTS (SELECT 1 FROM protocols_protocolversion WHERE id = NEW.version_id
        AND by_id = NEW.by_id) THEN
    RAISE EXCEPTION 'signed by whoever wrote it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'protocol_signed_by_another';
END IF;
RETURN NEW;
"""


class ProtocolSignature(models.Model):
    """A clinician answers for a version; before that it stands as unverified."""

    version = models.OneToOneField(
        ProtocolVersion, models.PROTECT, related_name="signature", primary_key=True
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("protocol signature")
        triggers = [
            pgtrigger.Protect(name="protocol_signature_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="protocol_signed_by_a_second_person",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=A_SECOND_PERSON,
            ),
        ]

    def __str__(self) -> str:
        return f"signature of {self.version_id}"

    @classmethod
    @transaction.atomic
    def sign(
        cls, version: ProtocolVersion, *, by: Staff, at: datetime
    ) -> "ProtocolSignature":
        if not by.may(SIGNS):
            raise NotYours
        rules = {
            "protocols_protocolsignature_pkey": SignedAlready,
            "protocol_signed_by_another": OwnWriting,
        }
        with refusing(rules):
            signature = cls.objects.create(version=version, by=by, at=at)
        version.record(ProtocolSigned, by=by, at=at)
        return signature
