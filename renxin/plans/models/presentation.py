import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.plans.kinds import Instead
from renxin.staff.models import Staff


def _offers(kind: Instead) -> models.Q:
    return models.Q(content__alternatives__contains=[{"kind": kind.value}])


class Presentation(models.Model):
    """The plan laid before the patient: word for word what they were shown."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="presentations")
    # Of the plan as it then stood; whoever changes the plan leaves it behind.
    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("what was shown"))
    digest = models.CharField(_("its hash"), max_length=64)
    total_fen = models.BigIntegerField(_("total in fen"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("presentation of a plan")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version"], name="plan_version_presented_once"
            ),
            # Nobody consents to the only thing they were shown.
            models.CheckConstraint(
                condition=_offers(Instead.OTHER_WAY) & _offers(Instead.NO_TREATMENT),
                name="presented_with_alternatives",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="presented_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.version}"

    def answer(self) -> "models.Model | None":
        """What was said to it last, if anything was."""
        return getattr(self, "decline", None) or getattr(self, "acceptance", None)
