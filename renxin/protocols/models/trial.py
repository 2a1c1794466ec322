import secrets
from datetime import datetime

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.protocols.facts import TrialBegun
from renxin.protocols.kinds import ALWAYS_GOES, Kind
from renxin.protocols.language.written import Written
from renxin.protocols.models.protocol import Protocol
from renxin.protocols.models.protocol_version import ProtocolVersion
from renxin.protocols.refusals import (
    NoShare,
    NoTrialOfSafety,
    NoTrialOfTheDesk,
    NotYours,
    WhyMissing,
)
from renxin.staff.models import Staff

APPROVES = "protocols.approve_trial"
LEAST, MOST = 5, 50  # per cent; the draw is in twentieths
# Watched until so long after its last contact is due; nobody waits longer in all.
AFTER_THE_LAST, LONGEST = 90, 600  # days
NONE_OF = {
    "no_trial_of_safety": NoTrialOfSafety,
    "no_trial_of_the_desk": NoTrialOfTheDesk,
}
OF_ITS_PROTOCOL = """
IF NOT EXISTS (SELECT 1 FROM protocols_protocol
        WHERE id = NEW.protocol_id AND kind = NEW.kind) THEN
    RAISE EXCEPTION 'the kind of a trial is that of its protocol'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'trial_of_its_kind';
END IF;
RETURN NEW;
"""


class Trial(models.Model):
    """Some are held out of a protocol, so that its effect can be known.

    A named person approved it and said why. The seed makes the draw: nobody can
    choose an arm, and anybody who has the seed can draw it again.
    """

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="trials")
    version = models.ForeignKey(ProtocolVersion, models.PROTECT, related_name="trials")
    experiment = models.CharField(_("experiment"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    hold_out = models.PositiveSmallIntegerField(_("held out, in per cent"))
    strata = ArrayField(models.CharField(max_length=8), default=list)
    # So long after their draw it is looked who came, on both sides alike.
    within_days = models.PositiveSmallIntegerField(
        _("watched for, in days"), default=AFTER_THE_LAST
    )
    seed = models.CharField(max_length=32)
    why = models.CharField(_("why it is right to do"), max_length=300)
    approved_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("trial")
        constraints = [
            models.UniqueConstraint(
                fields=["protocol"],
                condition=models.Q(ended_at=None),
                name="one_trial_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=Kind.SAFETY), name="no_trial_of_safety"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=Kind.DESK), name="no_trial_of_the_desk"
            ),
            models.CheckConstraint(
                condition=models.Q(hold_out__gte=LEAST, hold_out__lte=MOST),
                name="trial_share_in_range",
            ),
            models.CheckConstraint(
                condition=~models.Q(why=""), name="trial_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(within_days__gte=1, within_days__lte=LONGEST),
                name="trial_watched_in_range",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="trial_stays", exclude=["ended_at"]),
            pgtrigger.Protect(name="trial_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="trial_of_its_protocol",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=OF_ITS_PROTOCOL,
            ),
        ]

    def __str__(self) -> str:
        return self.experiment

    @classmethod
    @transaction.atomic
    def begin(
        cls, version: ProtocolVersion, *, why: str, by: Staff, at: datetime
    ) -> "Trial":
        """Who is on the protocol already is not drawn: only who comes from now on."""
        if not by.may(APPROVES):
            raise NotYours
        if not why.strip():
            raise WhyMissing
        written = version.written
        protocol = version.protocol
        if not written.hold_out and protocol.kind not in ALWAYS_GOES:
            raise NoShare
        protocol.trials.filter(ended_at=None).update(ended_at=at)
        with refusing(NONE_OF):
            trial = cls.objects.create(
                protocol=protocol,
                version=version,
                experiment=f"{protocol.code}.{version.number}.{at:%Y%m%d%H%M}",
                kind=protocol.kind,
                hold_out=written.hold_out or LEAST,
                strata=list(written.strata),
                within_days=_watched(written),
                seed=secrets.token_hex(16),
                why=why.strip(),
                approved_by=by,
                at=at,
            )
        version.record(TrialBegun, by=by, at=at, hold_out=trial.hold_out, why=trial.why)
        return trial


def _watched(written: Written) -> int:
    """Long enough that its last contact can still bring somebody."""
    ends = max((one.after.roughly + one.window.roughly).days for one in written.steps)
    return min(ends + AFTER_THE_LAST, LONGEST)
