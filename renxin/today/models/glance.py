from datetime import datetime, timedelta

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff

# Seconds. Who left the page for less has not been away.
AWAY_S = 600
FIRST = timedelta(hours=12)

TAKE = """
INSERT INTO today_glance (staff_id, since, at) VALUES (%(staff)s, %(first)s, %(at)s)
ON CONFLICT (staff_id) DO UPDATE SET
  since = CASE WHEN excluded.at - today_glance.at >= make_interval(secs => %(away)s)
               THEN today_glance.at ELSE today_glance.since END,
  at = greatest(excluded.at, today_glance.at)
RETURNING since
"""


class Glance(models.Model):
    """When a person last looked at Today, and since when the news is new to them."""

    staff = models.OneToOneField(
        Staff, models.PROTECT, primary_key=True, related_name="glance"
    )
    since = models.DateTimeField(_("since"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("glance")

    def __str__(self) -> str:
        return f"glance of {self.staff_id}"

    @classmethod
    def take(cls, staff: Staff, *, at: datetime) -> datetime:
        """Look at Today; the moment from which on things have happened meanwhile."""
        with connection.cursor() as cursor:
            cursor.execute(
                TAKE, {"staff": staff.pk, "at": at, "first": at - FIRST, "away": AWAY_S}
            )
            since: datetime = cursor.fetchone()[0]
        return since
