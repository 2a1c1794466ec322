"""The day after today at the clinic, on which the journeys book."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
TOMORROW = timezone.now().astimezone(SHANGHAI).date() + timedelta(days=1)


def clock(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A time of tomorrow, or of so many days after it."""
    day = TOMORROW + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), SHANGHAI)
