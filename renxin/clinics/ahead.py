"""How far ahead a house plans: whatever is typed beyond is a slip of the finger."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FURTHEST = timedelta(days=2 * 366)


def not_too_far(day: date) -> None:
    if day > timezone.localdate() + FURTHEST:
        raise ValidationError(_("That day is more than two years ahead."))
