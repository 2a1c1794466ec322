import json
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.sealing import seal, unseal
from renxin.patients.models import ContactPoint, Patient, Purpose
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.voice.kinds import Saying
from renxin.voice.models.wording_version import WordingVersion

SEALED_AT = "voice.message"


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        """Neither handed over nor withheld."""
        return self.filter(ended_at=None)

    def due(self, *, at: datetime) -> Self:
        """Their time has come, and nobody has them in hand."""
        free = models.Q(held_until=None) | models.Q(held_until__lte=at)
        return self.waiting().filter(free, not_before__lte=at)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "messages.see"))


class Message(models.Model):
    """Something the house means to say; whether it does is decided when it is due."""

    patient = models.ForeignKey(
        Patient, models.PROTECT, null=True, related_name="messages"
    )
    clinic = models.ForeignKey(Clinic, models.PROTECT, null=True, related_name="+")
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, related_name="messages"
    )
    # Where it was really handed to, if elsewhere: an e-mail address, a WeChat account.
    went_to = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, related_name="+"
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    # The topic of a wording; which words, is looked up when it goes out.
    saying = models.CharField(_("what is said"), max_length=40)
    fields = models.JSONField(_("what fills the blanks"), default=dict)
    # What may not stand readable here: a code, a number nobody has shown to be theirs.
    sealed = models.BinaryField(null=True)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    # What it speaks of, and the time it says of it; both are looked at again.
    about = models.CharField(_("about"), max_length=12)
    about_id = models.BigIntegerField(_("about which"))
    about_at = models.DateTimeField(_("the time it names"), null=True)
    not_before = models.DateTimeField(_("not before"))
    not_after = models.DateTimeField(_("not after"))
    made_at = models.DateTimeField(_("made at"))
    # The same for every try, so that a channel knows what it was given before.
    out_id = models.UUIDField(_("our own number"), default=uuid.uuid4, unique=True)
    # Which words went out, and under which reading of the law; a version of the
    # house's own, or the number of those it came with.
    wording = models.ForeignKey(
        WordingVersion, models.PROTECT, null=True, related_name="messages"
    )
    wording_number = models.PositiveSmallIntegerField(
        _("version of the words"), null=True
    )
    law = models.CharField(_("reading of the law"), max_length=40, default="")
    held_until = models.DateTimeField(_("in hand until"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # The way it goes by, once one was chosen; and the one that would not take it.
    channel = models.CharField(_("channel"), max_length=20, default="")
    # When it was first handed towards that channel; the channel is asked from then on.
    handed_at = models.DateTimeField(_("handed over at"), null=True)
    # Clear noes of that channel; what nobody answered is a try, and no refusal.
    refusals = models.PositiveSmallIntegerField(_("refusals"), db_default=0)
    refused_by = models.CharField(_("refused by"), max_length=20, default="")
    # Who answers for saying it at any hour: a device called back, a critical result.
    urgent_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    again_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="said_again"
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        constraints = [
            models.UniqueConstraint(
                fields=["about", "about_id", "saying", "about_at"],
                condition=models.Q(ended_at=None),
                name="message_once",
            ),
            models.CheckConstraint(
                condition=models.Q(not_after__gte=models.F("not_before")),
                name="message_window_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="message_due",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["patient", "-made_at"], name="message_of_patient"),
            models.Index(fields=["clinic", "-id"], name="message_of_clinic"),
        ]

    def __str__(self) -> str:
        return f"{self.saying} #{self.pk}"

    @property
    def title(self) -> str:
        """What is said, by the name the house has for it."""
        known = self.saying in Saying.values
        return str(Saying(self.saying).label) if known else self.saying

    @property
    def subject(self) -> str:
        """What stands above it where it has a heading: never a code of ours."""
        if self.saying in Saying.values:
            return self.title
        return self.clinic.name if self.clinic else ""

    def day_at(self, moment: datetime) -> date:
        """The day it is then where it is sent from."""
        if self.clinic:
            return self.clinic.day_of(moment)
        return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()

    def hide(self, **secrets: str) -> None:
        self.sealed = seal(json.dumps(secrets), place=SEALED_AT)

    @property
    def reached(self) -> ContactPoint | None:
        """The address that what a channel tells of it is true of."""
        return self.went_to or self.contact_point

    def hidden(self) -> dict[str, str]:
        if self.sealed is None:
            return {}
        found: dict[str, str] = json.loads(unseal(bytes(self.sealed), place=SEALED_AT))
        return found

    @classmethod
    def put_out(cls, messages: Iterable[Self], *, at: datetime) -> None:
        """Put them into the outbox; what waits there already is not said twice."""
        timely = [one for one in messages if one.not_after > at]
        for one in timely:
            one.made_at = at
            one.not_before = max(one.not_before, at)
        cls.objects.bulk_create(timely, ignore_conflicts=True)
