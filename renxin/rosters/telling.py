"""Stretches of time in words, on the clock of a clinic."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from renxin.rosters.spans import DateTimeTZRange

INSTANT = timedelta(microseconds=1)


def ends_told(during: DateTimeTZRange, zone: str) -> tuple[str, str]:
    local = ZoneInfo(zone)
    first, last = during.lower.astimezone(local), during.upper.astimezone(local)
    return f"{first:%m-%d %H:%M}", f"{last:%m-%d %H:%M}"


def hours_told(during: DateTimeTZRange, zone: str) -> str:
    """Hours of one day."""
    local = ZoneInfo(zone)
    first, last = during.lower.astimezone(local), during.upper.astimezone(local)
    return f"{first:%m-%d %H:%M}–{last:%H:%M}"


def stretch_told(during: DateTimeTZRange, zone: str) -> str:
    """Whole days by their days, the rest by the hour."""
    local = ZoneInfo(zone)
    first, last = during.lower.astimezone(local), during.upper.astimezone(local)
    shape = _("D, j F")
    if (first.hour, first.minute, last.hour, last.minute) == (0, 0, 0, 0):
        until = last - INSTANT
        if first.date() == until.date():
            return date_format(first, shape)
        return f"{date_format(first, shape)} – {date_format(until, shape)}"
    if first.date() == (last - INSTANT).date():
        return f"{date_format(first, shape)} {first:%H:%M}–{last:%H:%M}"
    return (
        f"{date_format(first, shape)} {first:%H:%M}"
        f" – {date_format(last, shape)} {last:%H:%M}"
    )
