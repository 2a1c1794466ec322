from datetime import datetime

import pgtrigger
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.voice.kinds import ChannelKind
from renxin.voice.law.kinds import Surface
from renxin.voice.refusals import NotYours, TopicTaken

WRITES = "wordings.write"
TOPIC = r"^[A-Z][A-Z0-9_]{0,39}$"


class Wording(models.Model):
    """What the whole house says on a topic, one way; its words are its versions."""

    topic = models.CharField(_("topic"), max_length=40)
    channel = models.CharField(_("channel"), max_length=8, choices=ChannelKind.choices)
    surface = models.CharField(_("where"), max_length=4, choices=Surface.choices)
    role = models.CharField(
        _("who says it"), max_length=20, choices=Role.choices, blank=True
    )
    title_zh = models.CharField(_("title in Chinese"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=80)
    owner = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("wording")
        constraints = [
            models.UniqueConstraint(fields=["topic", "channel"], name="wording_once"),
            models.CheckConstraint(
                condition=models.Q(topic__regex=TOPIC), name="wording_topic_is_a_code"
            ),
        ]
        triggers = [
            # Where it is said decides what was allowed in it.
            pgtrigger.ReadOnly(
                name="wording_stays", fields=["topic", "channel", "surface", "at"]
            ),
            pgtrigger.Protect(name="wording_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.channel}"

    @property
    def title(self) -> str:
        chinese = (get_language() or "").startswith("zh")
        return self.title_zh if chinese else self.title_en

    @classmethod
    def open(cls, *, by: Staff, at: datetime, **told: str) -> "Wording":
        """A topic the house did not come with."""
        if not by.may(WRITES):
            raise NotYours
        with refusing({"wording_once": TopicTaken}):
            return cls.objects.create(owner=by, at=at, **told)

    def own(self, *, by: Staff) -> None:
        """Whoever writes last answers for its being right."""
        self.owner = by
        self.save(update_fields=["owner"])
