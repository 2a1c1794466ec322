from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.promises.models import Promise
from renxin.safety import owing
from renxin.safety.facts import PainScored
from renxin.safety.kinds import STRONG, WORST
from renxin.safety.refusals import AskedAlready, NothingDone, NotOnTheScale
from renxin.safety.stays import STAYS
from renxin.staff.models import Staff
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit


class PainScore(models.Model):
    """How much it hurt, from 0 to 10, in the patient's own judgement."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="pain_scores")
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices)
    score = models.PositiveSmallIntegerField(_("score"))
    done = models.CharField(_("what was done about it"), max_length=200, blank=True)
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="pain_score"
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("pain score")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "stage"], name="pain_asked_once_a_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(score__lte=WORST), name="pain_is_on_the_scale"
            ),
            models.CheckConstraint(
                condition=models.Q(score__lt=STRONG) | ~models.Q(done=""),
                name="strong_pain_is_answered",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="pain_score_by_time")]
        triggers = [pgtrigger.Protect(name="pain_score_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.score} of {self.visit_id} at {self.stage}"

    @property
    def is_strong(self) -> bool:
        return self.score >= STRONG

    @classmethod
    @transaction.atomic
    def ask(
        cls,
        visit: Visit,
        stage: Stage,
        score: int,
        *,
        done: str = "",
        by: Staff,
        at: datetime,
    ) -> "PainScore":
        """What they said; whoever hurts badly is helped now and called tomorrow."""
        if not 0 <= score <= WORST:
            raise NotOnTheScale
        asked = cls(visit=visit, stage=stage, score=score, done=done.strip())
        asked.by, asked.at = by, at
        if asked.is_strong:
            if not asked.done:
                raise NothingDone
            asked.promise = owing.call_tomorrow(visit, score, by=by, at=at)
        with refusing({"pain_asked_once_a_stage": AskedAlready}):
            asked.save(force_insert=True)
        owing.record(PainScored, visit, by=by, at=at, stage=stage, score=score)
        return asked
