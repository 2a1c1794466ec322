from datetime import time
from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.promises.kinds import Kind as Promised
from renxin.protocols.language.lengths import Length
from renxin.protocols.language.written import Before, Step
from renxin.protocols.models.protocol import STAYS
from renxin.staff.roles import Role

IN_DAYS = {"day": 1, "week": 7}
# Another row has to be read for this, so a trigger reads it.
OF_THE_DESK = """
IF NEW.promise_kind NOT IN ('', 'CONFIRM') AND EXISTS (
    SELECT 1 FROM protocols_protocolversion version
    JOIN protocols_protocol protocol ON protocol.id = version.protocol_id
    WHERE version.id = NEW.version_id AND protocol.kind = 'DESK'
) THEN
    RAISE EXCEPTION 'the desk owes a word of confirmation and no more'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'desk_only_confirms';
END IF;
RETURN NEW;
"""


class ProtocolStep(models.Model):
    """One contact of a version as the planner reads it: when, and what."""

    version = models.ForeignKey(
        "protocols.ProtocolVersion", models.PROTECT, related_name="steps"
    )
    place = models.PositiveSmallIntegerField(_("place"))
    code = models.CharField(_("step"), max_length=16)
    after_months = models.PositiveSmallIntegerField(_("months after"), default=0)
    after_days = models.PositiveSmallIntegerField(_("days after"), default=0)
    after_hours = models.PositiveSmallIntegerField(_("hours after"), default=0)
    window_hours = models.PositiveIntegerField(_("give or take, in hours"))
    # Counted back from what was agreed: by the clock, or so many days before at a time.
    before_hours = models.PositiveSmallIntegerField(_("hours before"), null=True)
    before_days = models.PositiveSmallIntegerField(_("days before"), null=True)
    before_at = models.TimeField(_("at"), null=True)
    until_hours = models.PositiveSmallIntegerField(_("until hours before"), null=True)
    until_at = models.TimeField(_("until"), null=True)
    known_hours = models.PositiveSmallIntegerField(
        _("not to whom agreed in so many hours before"), default=0
    )
    unless = ArrayField(models.CharField(max_length=30), default=list)
    working_days = models.BooleanField(_("on days the clinic is open"))
    topic = models.CharField(_("wording"), max_length=40)
    # Empty where it is a message.
    promise_kind = models.CharField(
        _("promise"), max_length=10, choices=Promised.choices, blank=True
    )
    owner_role = models.CharField(
        _("owed by the role"), max_length=16, choices=Role.choices, blank=True
    )
    what_zh = models.CharField(_("what, in Chinese"), max_length=120, blank=True)
    what_en = models.CharField(_("what, in English"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("protocol step")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "place"], name="protocol_step_place_once"
            ),
            models.CheckConstraint(
                condition=models.Q(promise_kind="", owner_role="")
                | ~models.Q(promise_kind="") & ~models.Q(owner_role=""),
                name="protocol_step_owed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    before_hours=None,
                    before_days=None,
                    before_at=None,
                    until_hours=None,
                    until_at=None,
                )
                | models.Q(before_hours__isnull=False, before_at=None, until_at=None)
                & models.Q(before_days=None, until_hours__isnull=False)
                | models.Q(before_days__isnull=False, before_at__isnull=False)
                & models.Q(before_hours=None)
                & (
                    models.Q(until_hours=None, until_at__isnull=False)
                    | models.Q(until_hours__isnull=False, until_at=None)
                ),
                name="protocol_step_before_is_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="protocol_step_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="protocol_step_of_the_desk",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=OF_THE_DESK,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.version_id}"

    @classmethod
    def of(cls, version: Any, place: int, step: Step) -> "ProtocolStep":
        return cls(
            version=version,
            place=place,
            code=step.code,
            window_hours=step.window.hours,
            working_days=step.working_days,
            topic=step.topic,
            promise_kind=step.promise,
            owner_role=step.owner,
            what_zh=step.what.zh,
            what_en=step.what.en,
            unless=list(step.unless),
            **(_before(step.before) if step.before else _after(step.after)),
        )

    @property
    def what(self) -> str:
        zh = (get_language() or "").startswith("zh")
        return self.what_zh if zh else self.what_en

    @property
    def before(self) -> Length | None:
        if self.before_hours is not None:
            return Length(self.before_hours, "hour")
        return None if self.before_days is None else Length(self.before_days, "day")

    @property
    def after(self) -> Length:
        if self.after_months:
            return Length(self.after_months, "month")
        if self.after_hours:
            return Length(self.after_hours, "hour")
        return Length(self.after_days, "day")


def _after(length: Length) -> dict[str, int]:
    if length.unit == "month":
        return {"after_months": length.number}
    if length.unit == "hour":
        return {"after_hours": length.number}
    return {"after_days": length.number * IN_DAYS[length.unit]}


def _before(told: Before) -> dict[str, Any]:
    found: dict[str, Any] = {"known_hours": told.known_for.hours}
    if isinstance(told.until, time):
        found["until_at"] = told.until
    else:
        found["until_hours"] = told.until.hours
    if told.clock is None:
        return found | {"before_hours": told.length.hours}
    days = told.length.number * IN_DAYS[told.length.unit]
    return found | {"before_days": days, "before_at": told.clock}
