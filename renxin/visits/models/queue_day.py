from datetime import date

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic

DRAW = """
INSERT INTO visits_queueday (clinic_id, day, last) VALUES (%s, %s, 1)
ON CONFLICT (clinic_id, day) DO UPDATE SET last = visits_queueday.last + 1
RETURNING last
"""


class QueueDay(models.Model):
    """The numbers a clinic has given out on one of its own days."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    last = models.PositiveSmallIntegerField(_("last number"))

    class Meta:
        verbose_name = _("numbers of a day")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "day"], name="one_row_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.clinic_id} {self.day}: {self.last}"

    @staticmethod
    def draw(clinic: Clinic, day: date) -> int:
        """The next number; two who come at once wait for each other here."""
        with connection.cursor() as cursor:
            cursor.execute(DRAW, [clinic.pk, day])
            (number,) = cursor.fetchone()
        return int(number)
