"""Stretches of time in words: whole days by their days, the rest by the hour."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from renxin.rosters.spans import DateTimeTZRange

INSTANT = timedelta(microseconds=1)


def stretch_told(during: DateTimeTZRange, zone: str) -> str:
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
