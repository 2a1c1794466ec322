"""What those who wait want, and what they were offered, as the search knows it."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from renxin.booking.asking import days, hours
from renxin.booking.models import WaitlistEntry, WaitlistOffer
from renxin.booking.models.waitlist_entry import DAY_BEGINS, DAY_ENDS
from renxin.booking.terms import Place
from renxin.booking.wish import EVERY_DAY, Wish

SOON = timedelta(days=7)


def wish_of(entry: WaitlistEntry, day: date) -> Wish:
    """What they want, on one day."""
    return Wish.of(
        entry.service,
        clinic=entry.clinic,
        first_day=day,
        last_day=day,
        doctors=(entry.doctor,) if entry.doctor else (),
        department=entry.department,
        weekdays=frozenset(entry.weekdays),
        not_before=entry.not_before,
        not_after=entry.not_after,
    )


def place_of(offer: WaitlistOffer) -> Place:
    return Place(
        clinic=offer.entry.clinic,
        starts_at=offer.starts_at,
        minutes=offer.minutes,
        doctor=offer.doctor,
        chair=offer.chair,
        assistants=tuple(offer.assistants.all()),
        devices=tuple(offer.devices.all()),
    ).given(offer.entry.service)


def told(entry: WaitlistEntry) -> str:
    """A wish in words: with whom, what for, which days, which hours, until when."""
    until = _("until %(day)s") % {"day": days.told(entry.last_on)}
    return "·".join([_with(entry), entry.service.name, *_times(entry), until])


def in_short(entry: WaitlistEntry, today: date) -> str:
    """The same in as few words as a narrow list has room for."""
    parts = [_with(entry), *_times(entry)]
    if entry.last_on - today < SOON:
        day = str(days.SHORT[entry.last_on.weekday()])
        parts.append(_("until %(day)s") % {"day": day})
    return "·".join(parts)


def _times(entry: WaitlistEntry) -> list[str]:
    parts = []
    if frozenset(entry.weekdays) != EVERY_DAY:
        parts.append(days.names(frozenset(entry.weekdays)))
    if (entry.not_before, entry.not_after) != (DAY_BEGINS, DAY_ENDS):
        parts.append(hours.told(_minute(entry.not_before), _minute(entry.not_after)))
    return parts


def _with(entry: WaitlistEntry) -> str:
    if entry.doctor:
        return entry.doctor.name
    if entry.department:
        return _("any of %(name)s") % {"name": entry.department.name}
    return _("anybody")


def _minute(clock: time) -> int:
    return hours.LAST if clock == DAY_ENDS else clock.hour * 60 + clock.minute
