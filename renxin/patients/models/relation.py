import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models.patient import Patient


@pghistory.track()
class Relation(models.Model):
    """What one person is to another: 王芳 is the mother of 王小豆."""

    class Kind(models.TextChoices):
        MOTHER = "MOTHER", _("Mother")
        FATHER = "FATHER", _("Father")
        SPOUSE = "SPOUSE", _("Spouse")
        CHILD = "CHILD", _("Child")
        SIBLING = "SIBLING", _("Sibling")
        GRANDPARENT = "GRANDPARENT", _("Grandparent")
        FRIEND = "FRIEND", _("Friend")
        COLLEAGUE = "COLLEAGUE", _("Colleague")
        OTHER = "OTHER", _("Other")

    person = models.ForeignKey(Patient, models.PROTECT, related_name="relations")
    of = models.ForeignKey(Patient, models.PROTECT, related_name="relatives")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    is_guardian = models.BooleanField(_("is guardian"), default=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("relation")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "of", "kind"],
                condition=models.Q(ended_at=None),
                name="related_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("of")), name="not_related_to_self"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} of {self.of_id} #{self.pk}"
