import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.row_history import insertions
from renxin.protocols.kinds import Source
from renxin.protocols.treated import Signs, gathered, treatments
from renxin.voice.law.pack import pack

# A protocol invites by these signs, and nobody is invited because of what the law
# check would not let a message say. PostgreSQL writes the edge of a word otherwise.
NOBODYS_BUSINESS = "|".join(
    pattern.pattern.replace(r"\b", r"\y")
    for rule in pack().rules
    if rule.id == "PR-02"
    for pattern in rule.patterns
)


@pghistory.track(insertions(), pghistory.DeleteEvent())
class TreatmentSign(models.Model):
    """By what the house's own records tell that a treatment was given."""

    treatment = models.CharField(_("treatment"), max_length=30)
    source = models.CharField(_("where"), max_length=10, choices=Source.choices)
    text = models.CharField(_("as it is written there"), max_length=60)

    class Meta:
        verbose_name = _("treatment sign")
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "source", "text"], name="treatment_sign_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="treatment_sign_says_something"
            ),
            models.CheckConstraint(
                condition=~models.Q(text__iregex=NOBODYS_BUSINESS),
                name="no_sign_of_what_is_nobodys_business",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.treatment}: {self.text}"

    @classmethod
    def by_treatment(cls) -> Signs:
        rows = cls.objects.order_by("treatment", "source", "text")
        return gathered(list(rows.values_list("treatment", "source", "text")))


def furnish() -> int:
    """The signs the house comes with, where a clinic has not begun to set its own."""
    if TreatmentSign.objects.exists():
        return 0
    rows = [
        TreatmentSign(treatment=one.code, source=source, text=text)
        for one in treatments().values()
        for source, texts in (
            (Source.SERVICE, one.services),
            (Source.CHARGE, one.words),
            (Source.CONDITION, one.words),
        )
        for text in texts
    ]
    return len(TreatmentSign.objects.bulk_create(rows, ignore_conflicts=True))
