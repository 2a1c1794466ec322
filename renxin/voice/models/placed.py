from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.promises.models import Promise
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.voice.kinds import DECIDES
from renxin.voice.models.message import Message


class PlacedQuerySet(models.QuerySet["Placed"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, DECIDES, "message__clinic"))


class Placed(models.Model):
    """A message laid somewhere in the house: to be read, to be printed, to be rung."""

    message = models.OneToOneField(
        Message, models.PROTECT, related_name="placed", primary_key=True
    )
    channel = models.CharField(_("channel"), max_length=20)
    # Whom and where a letter is for; a patient's own pages need none.
    address = models.CharField(_("address"), max_length=300, blank=True, default="")
    words = models.TextField(_("the words"))
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="placed"
    )
    at = models.DateTimeField(_("at"))
    # Read on the patient's own pages, or printed and put into the post.
    seen_at = models.DateTimeField(_("seen at"), null=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = _("placed message")

    def __str__(self) -> str:
        return f"{self.channel} of {self.message_id}"
