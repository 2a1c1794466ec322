import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.desk.sealing import seal, unseal
from renxin.desk.secret import digest_of, made
from renxin.journal import book
from renxin.staff.models import Staff
from renxin.voice.facts import HookMade, OutletSet

SEALED_AT = "voice.outlet"
# Whoever else is employed there later: where people were made up, nobody is written to.
NEVER_IN_A_DEMONSTRATION = """
IF NEW.is_on AND EXISTS (SELECT FROM staff_staff WHERE is_made_up) THEN
    RAISE EXCEPTION 'a demonstration writes to nobody'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'outlet_of_a_real_house';
END IF;
RETURN NEW;
"""


class MadeUpHouse(Refusal):
    """A demonstration writes to nobody."""

    sentence = _("This is a demonstration: nothing may leave it.")


@dataclass(frozen=True)
class Typed:
    """What somebody set a channel up with."""

    channel: str
    settings: dict[str, str]
    secrets: dict[str, str]
    is_on: bool
    rank: int = 1


class OutletQuerySet(models.QuerySet["Outlet"]):
    def on(self) -> Self:
        return self.filter(is_on=True)


class Outlet(models.Model):
    """A channel as this house set it up; what is secret goes in and never comes out."""

    channel = models.CharField(_("channel"), max_length=20, primary_key=True)
    is_on = models.BooleanField(_("in use"), default=False)
    # Before any was, everything is recorded; afterwards it waits until one is again.
    first_on_at = models.DateTimeField(_("first in use"), null=True)
    # The first of those in use that can reach somebody is taken, the next if it fails.
    rank = models.PositiveSmallIntegerField(_("order"), default=1)
    settings = models.JSONField(_("settings"), default=dict)
    sealed = models.BinaryField(null=True)
    # Of the unguessable part of the address at which the carrier tells us things, the
    # digest: whoever reads the database reports nothing. Empty until one was made.
    hook = models.CharField(_("hook"), max_length=64, blank=True, default="")
    hook_at = models.DateTimeField(_("hook made at"), null=True)
    set_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set at"))

    objects = OutletQuerySet.as_manager()

    class Meta:
        verbose_name = _("outlet")
        triggers = [
            pgtrigger.Trigger(
                name="outlet_of_a_real_house",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=NEVER_IN_A_DEMONSTRATION,
            )
        ]

    def __str__(self) -> str:
        return self.channel

    def secrets(self) -> dict[str, str]:
        """For the channel itself; no page, answer or log has any of it."""
        if self.sealed is None:
            return {}
        found: dict[str, str] = json.loads(unseal(bytes(self.sealed), place=SEALED_AT))
        return found

    @classmethod
    @transaction.atomic
    def set_up(cls, typed: Typed, *, by: Staff, at: datetime) -> "Outlet":
        """Keep what was typed; a secret left empty stays what it was."""
        if typed.is_on and Staff.objects.filter(is_made_up=True).exists():
            raise MadeUpHouse
        held = cls.objects.select_for_update().filter(channel=typed.channel).first()
        outlet = held or cls(channel=typed.channel)
        fresh = {key: one for key, one in typed.secrets.items() if one}
        known = outlet.secrets() | fresh
        outlet.settings, outlet.is_on = typed.settings, typed.is_on
        outlet.rank = typed.rank
        if typed.is_on and outlet.first_on_at is None:
            outlet.first_on_at = at
        outlet.sealed = seal(json.dumps(known), place=SEALED_AT) if known else None
        outlet.set_by, outlet.set_at = by, at
        outlet.save()
        told = OutletSet(channel=outlet.channel, is_on=outlet.is_on, by_id=by.pk, at=at)
        book.record(told)
        return outlet

    @transaction.atomic
    def new_hook(self, *, by: Staff, at: datetime) -> str:
        """Another key of the address, shown this once; the one before opens nothing."""
        key = made()
        self.hook, self.hook_at = digest_of(key), at
        self.save(update_fields=["hook", "hook_at"])
        book.record(HookMade(channel=self.channel, by_id=by.pk, at=at))
        return key

    def opens(self, key: str) -> bool:
        return bool(self.hook) and secrets.compare_digest(self.hook, digest_of(key))


class CarrierTemplate(models.Model):
    """Words a carrier approved, and the number it knows them by."""

    channel = models.CharField(_("channel"), max_length=20)
    saying = models.CharField(_("what is said"), max_length=40)
    language = models.CharField(_("language"), max_length=10)
    code = models.CharField(_("the carrier’s number"), max_length=40)
    # The words as they were when the carrier approved them, blanks and all: other
    # words need another approval.
    text = models.TextField(_("the words"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("carrier template")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "saying", "language"], name="template_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.saying} by {self.channel}"


class Heeded(models.Model):
    """A call of a carrier that was heard: the same one again says nothing new.

    Kept as long as the same call could be heard at all.
    """

    channel = models.CharField(_("channel"), max_length=20)
    digest = models.BinaryField(_("digest"), max_length=32)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("call heeded")
        constraints = [
            models.UniqueConstraint(fields=["channel", "digest"], name="heeded_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel} #{self.pk}"
