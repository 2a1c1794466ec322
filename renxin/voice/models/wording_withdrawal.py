from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.staff.models import Staff
from renxin.voice.facts import WordingWithdrawn
from renxin.voice.kinds import APPROVES
from renxin.voice.models.wording_version import STAYS, WordingVersion
from renxin.voice.refusals import NotSaidNow, NotYours, WhyMissing, WithdrawnAlready


class WordingWithdrawal(models.Model):
    """Words are said no more: since when, by whom, and why."""

    version = models.OneToOneField(
        WordingVersion, models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    why = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("withdrawal of a wording")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="wording_withdrawn_for_a_reason"
            )
        ]
        triggers = [pgtrigger.Protect(name="wording_withdrawal_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.version_id} at {self.at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def write(
        cls, version: WordingVersion, *, why: str, by: Staff, at: datetime
    ) -> "WordingWithdrawal":
        """What was said before does not come back: nothing is said until approved."""
        if not by.may(APPROVES):
            raise NotYours
        if not why.strip():
            raise WhyMissing
        review = getattr(version, "review", None)
        if version.shipped is None and not (review and review.is_approved):
            raise NotSaidNow
        with refusing({"voice_wordingwithdrawal_pkey": WithdrawnAlready}):
            done = cls.objects.create(version=version, why=why.strip(), by=by, at=at)
        version.record(WordingWithdrawn, by=by, at=at)
        return done
