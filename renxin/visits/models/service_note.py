import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.models.checklist import STAYS


class ServiceNote(models.Model):
    """A word about how to look after somebody; what is medical stands elsewhere."""

    visit = models.ForeignKey(
        "visits.Visit", models.PROTECT, related_name="service_notes"
    )
    text = models.CharField(_("note"), max_length=300)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("service note")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="service_note_says_something"
            )
        ]
        triggers = [pgtrigger.Protect(name="service_note_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"note on {self.visit_id} #{self.pk}"
