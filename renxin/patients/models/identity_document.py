from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.row_history import insertions
from renxin.desk.sealing import seal, unseal
from renxin.patients.models.patient import Patient

PLACE = "patients.identity_document"


class IdentityDocumentQuerySet(models.QuerySet["IdentityDocument"]):
    def valid(self) -> Self:
        return self.filter(ended_at=None)

    def numbered(self, kind: str, index: bytes) -> Self:
        return self.valid().filter(kind=kind, index=index)


@pghistory.track(insertions(), pghistory.UpdateEvent(), exclude=["sealed"])
class IdentityDocument(models.Model):
    """A document that says who a person is; its number is stored sealed."""

    class Kind(models.TextChoices):
        IDENTITY_CARD = "IDENTITY_CARD", _("Identity card")
        RESIDENCE_PERMIT = "RESIDENCE_PERMIT", _("Residence permit HK, Macao, Taiwan")
        FOREIGN_RESIDENT = "FOREIGN_RESIDENT", _("Foreigner's permanent residence")
        HK_MACAO_PASS = "HK_MACAO_PASS", _("HK and Macao travel permit")
        TAIWAN_PASS = "TAIWAN_PASS", _("Taiwan travel permit")
        PASSPORT = "PASSPORT", _("Passport")
        BIRTH = "BIRTH", _("Birth certificate")
        OFFICER = "OFFICER", _("Officer's card")
        NONE = "NONE", _("None, with a reason")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    sealed = models.BinaryField(_("sealed number"))
    index = models.BinaryField(_("index"), max_length=16)
    masked = models.CharField(_("masked number"), max_length=40)
    reason = models.CharField(_("reason for none"), max_length=80, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = IdentityDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity document")
        indexes = [models.Index(fields=["kind", "index"], name="document_index")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @classmethod
    def sealed_of(cls, number: str) -> bytes:
        """What is stored of a number; a thousand of them may be sealed in one go."""
        return seal(number, place=PLACE)

    def number(self) -> str:
        """The whole number; whoever asks for it is written into the access log."""
        return unseal(bytes(self.sealed), place=PLACE) if self.sealed else ""
