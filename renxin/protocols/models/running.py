from datetime import date, datetime
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.protocols import ahead
from renxin.protocols.facts import ProtocolTurnedOff, ProtocolTurnedOn
from renxin.protocols.models.protocol import STAYS, Protocol
from renxin.protocols.models.protocol_version import ProtocolVersion
from renxin.protocols.refusals import (
    InThePast,
    NotOn,
    NotSigned,
    OnAlready,
    WhyMissing,
)
from renxin.staff.models import Staff

ONLY_SIGNED = """
IF NOT EXISTS (SELECT 1 FROM protocols_protocolsignature
        WHERE version_id = NEW.version_id)
    AND NOT EXISTS (SELECT 1 FROM protocols_protocol
        WHERE id = NEW.protocol_id AND kind = 'DESK') THEN
    RAISE EXCEPTION 'turned on without a signature'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'turned_on_is_signed';
END IF;
RETURN NEW;
"""


class TurnedOnQuerySet(models.QuerySet["TurnedOn"]):
    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def live(self, day: date) -> Self:
        """On, and begun by that day."""
        return self.standing().filter(from_on__lte=day)

    def by_hand(self) -> Self:
        """Those that somebody may be put on; what was agreed brings its own."""
        return self.exclude(fact__in=ahead.known)

    def wanting(self, facts: set[str], day: date) -> Self:
        """Those that one of these facts triggers: one look, by an index."""
        return self.live(day).filter(fact__in=facts)


class TurnedOn(models.Model):
    """A version was turned on: from a day on, its trigger enrols patients."""

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="runs")
    version = models.ForeignKey(ProtocolVersion, models.PROTECT, related_name="runs")
    # Beside the text, for the one look that every fact of the house pays for: the name
    # of the fact, or of what was agreed.
    fact = models.CharField(_("fact"), max_length=64, blank=True)
    from_on = models.DateField(_("from"))
    # Nobody where it came with the house.
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = TurnedOnQuerySet.as_manager()

    class Meta:
        verbose_name = _("protocol turned on")
        constraints = [
            models.UniqueConstraint(
                fields=["protocol"],
                condition=models.Q(ended_at=None),
                name="protocol_on_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["fact"],
                name="protocol_wants_fact",
                condition=models.Q(ended_at=None) & ~models.Q(fact=""),
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="turned_on_stays", exclude=["ended_at"]),
            pgtrigger.Protect(name="turned_on_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="turned_on_after_signing",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ONLY_SIGNED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} from {self.from_on}"

    @classmethod
    @transaction.atomic
    def turn_on(
        cls, version: ProtocolVersion, *, from_on: date, by: Staff | None, at: datetime
    ) -> "TurnedOn":
        """What was on ends with it, and its trial; whoever is on it stays on it."""
        if from_on < timezone.localdate(at):
            raise InThePast
        protocol = Protocol.objects.select_for_update().get(pk=version.protocol_id)
        before = cls.objects.standing().filter(protocol=protocol).first()
        if before and before.version_id == version.pk:
            raise OnAlready
        if before:
            before.end(at=at)
        with refusing({"turned_on_is_signed": NotSigned}):
            run = cls.objects.create(
                protocol=protocol,
                version=version,
                fact=version.written.trigger.wants,
                from_on=from_on,
                by=by,
                at=at,
            )
        protocol.trials.filter(ended_at=None).update(ended_at=at)
        version.record(ProtocolTurnedOn, by=by, at=at, on=from_on.isoformat())
        return run

    def end(self, *, at: datetime) -> None:
        self.ended_at = at
        self.save(update_fields=["ended_at"])


class TurnedOff(models.Model):
    """A protocol was turned off, with the reason."""

    run = models.OneToOneField(
        TurnedOn, models.PROTECT, related_name="turned_off", primary_key=True
    )
    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("protocol turned off")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="turned_off_with_a_reason"
            )
        ]
        triggers = [pgtrigger.Protect(name="turned_off_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"end of {self.run_id}"

    @classmethod
    @transaction.atomic
    def turn_off(
        cls, run: TurnedOn, *, why: str, by: Staff, at: datetime
    ) -> "TurnedOff":
        """Enrols nobody any more; the planner takes off who is still on it."""
        if not why.strip():
            raise WhyMissing
        held = TurnedOn.objects.select_for_update(no_key=True).standing()
        if held.filter(pk=run.pk).first() is None:
            raise NotOn
        off = cls.objects.create(run=run, why=why.strip(), by=by, at=at)
        run.end(at=at)
        run.version.record(ProtocolTurnedOff, by=by, at=at, why=off.why)
        return off
