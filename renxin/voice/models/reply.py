from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint, Patient
from renxin.promises.models import Promise
from renxin.voice.kinds import Meaning
from renxin.voice.models.message import Message


class Reply(models.Model):
    """What somebody wrote back, as it came, and what we read in it."""

    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, related_name="replies"
    )
    patient = models.ForeignKey(
        Patient, models.PROTECT, null=True, related_name="replies"
    )
    # The last thing said to that number before it.
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="replies"
    )
    channel = models.CharField(_("channel"), max_length=20)
    outside_id = models.CharField(_("the channel’s number"), max_length=80)
    words = models.CharField(_("the words"), max_length=500)
    meaning = models.CharField(_("meaning"), max_length=7, choices=Meaning.choices)
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="reply"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reply")
        constraints = [
            models.UniqueConstraint(fields=["channel", "outside_id"], name="reply_once")
        ]

    def __str__(self) -> str:
        return f"{self.meaning} #{self.pk}"
