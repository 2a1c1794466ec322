from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.promises.kinds import Kind as Promised
from renxin.protocols.language.lengths import Length
from renxin.protocols.language.written import Step
from renxin.protocols.models.protocol import STAYS
from renxin.staff.roles import Role

IN_DAYS = {"day": 1, "week": 7}


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
        ]
        triggers = [pgtrigger.Protect(name="protocol_step_stays", operation=STAYS)]

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
            **_after(step.after),
        )

    @property
    def what(self) -> str:
        zh = (get_language() or "").startswith("zh")
        return self.what_zh if zh else self.what_en

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
