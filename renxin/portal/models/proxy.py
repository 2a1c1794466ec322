from datetime import datetime
from typing import Self

import pghistory
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.journal import book
from renxin.patients.models import ContactPoint, Patient
from renxin.portal.facts import ProxyEnded, ProxyGiven


class ProxyQuerySet(models.QuerySet["Proxy"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)


@pghistory.track()
class Proxy(models.Model):
    """A patient lets another phone look after their appointments."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="proxies")
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, related_name="proxies"
    )
    given_at = models.DateTimeField(_("given at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = ProxyQuerySet.as_manager()

    class Meta:
        verbose_name = _("proxy")
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "contact_point"],
                condition=models.Q(ended_at=None),
                name="proxy_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_point_id} for {self.patient_id} #{self.pk}"

    @classmethod
    @transaction.atomic
    def give(cls, patient: Patient, point: ContactPoint, *, at: datetime) -> None:
        _proxy, new = cls.objects.get_or_create(
            patient=patient,
            contact_point=point,
            ended_at=None,
            defaults={"given_at": at},
        )
        if new:
            book.record(ProxyGiven(patient_id=patient.pk, at=at, by_id=None))

    @transaction.atomic
    def end(self, *, at: datetime) -> None:
        self.ended_at = at
        self.save(update_fields=["ended_at"])
        book.record(ProxyEnded(patient_id=self.patient_id, at=at, by_id=None))
