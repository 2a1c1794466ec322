from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint


class Tongue(models.Model):
    """The language somebody chose on their own page; we write to them in it."""

    contact_point = models.OneToOneField(
        ContactPoint, models.PROTECT, related_name="tongue", primary_key=True
    )
    language = models.CharField(_("language"), max_length=10)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("language of messages")

    def __str__(self) -> str:
        return f"{self.language} for {self.contact_point_id}"

    @classmethod
    def keep(cls, point: ContactPoint, language: str, *, at: datetime) -> None:
        cls.objects.update_or_create(
            contact_point=point, defaults={"language": language, "at": at}
        )

    @classmethod
    def of(cls, point: ContactPoint | None) -> str:
        chosen = cls.objects.filter(contact_point=point).first()
        return chosen.language if chosen else settings.LANGUAGE_CODE
