from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.staff.models.post import Post
from renxin.staff.models.staff import Staff
from renxin.staff.roles import Role


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> Self:
        return self.filter(ended_at=None)

    def for_page(self) -> Self:
        return self.select_related("staff", "clinic", "by").order_by("pk")


class Proposal(models.Model):
    """A role somebody would give somebody; it holds once a second person agrees."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="proposals")
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    # What the person who looks at it may say; set for the page that shows it.
    mine = open_to_me = False

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "clinic", "role"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="proposal_waits_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("staff")), name="proposal_not_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role} #{self.pk}"


class Decision(models.Model):
    """What became of a proposal, and who said so; nobody is the machine's operator."""

    class Kind(models.TextChoices):
        CONFIRMED = "CONFIRMED", _("Confirmed")
        DECLINED = "DECLINED", _("Declined")

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="decision")
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    post = models.OneToOneField(
        Post, models.PROTECT, null=True, related_name="decision"
    )

    class Meta:
        verbose_name = _("decision")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by=None)
                | ~models.Q(kind="CONFIRMED", by=models.F("proposed_by")),
                name="decision_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"
