"""Appointments as a calendar file (RFC 5545): few fields, so few ways to be wrong."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from renxin.booking.models import Appointment
from renxin.portal.handles import handle_of

TYPE = "text/calendar; charset=utf-8"
WIDEST = 75  # octets a line, says the standard
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\r\n": "\\n", "\n": "\\n"}


def calendar(appointments: Iterable[Appointment], *, at: datetime) -> bytes:
    """A whole calendar; times are told in UTC, which every phone turns into its own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Renxin//Portal//ZH"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{text(_('Appointments'))}")
    for one in appointments:
        lines += event(one, at=at)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def event(appointment: Appointment, *, at: datetime) -> Iterator[str]:
    """One appointment; a calendar may lie open, so no treatment is named."""
    clinic = appointment.clinic
    yield "BEGIN:VEVENT"
    yield f"UID:{handle_of(appointment)}@renxin"
    yield f"DTSTAMP:{moment(at)}"
    yield f"SEQUENCE:{appointment.version}"
    yield f"DTSTART:{moment(appointment.starts_at)}"
    yield f"DTEND:{moment(appointment.ends_at)}"
    told = _("Appointment at %(clinic)s") % {"clinic": clinic.short_name}
    yield f"SUMMARY:{text(told)}"
    if clinic.address:
        yield f"LOCATION:{text(f'{clinic.name} {clinic.address}')}"
    if clinic.phone:
        yield f"DESCRIPTION:{text(_('Phone %(phone)s') % {'phone': clinic.phone})}"
    yield "END:VEVENT"


def moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(words: str) -> str:
    for sign, escaped in ESCAPED.items():
        words = words.replace(sign, escaped)
    return words.replace("\r", "")


def folded(line: str) -> bytes:
    """A long line goes on behind a space; no character is cut in two."""
    out, room = bytearray(), WIDEST
    for sign in line:
        octets = sign.encode()
        if len(octets) > room:
            out += b"\r\n "
            room = WIDEST - 1
        out += octets
        room -= len(octets)
    return bytes(out + b"\r\n")
