"""What a line asks for when it is known for whom: her own doctor, not the last one."""

from dataclasses import replace

from django.utils.translation import gettext as _

from renxin.booking.acquaintance import Acquaintance
from renxin.booking.asking.asked import Asking, Missed
from renxin.booking.asking.line import Heard
from renxin.booking.asking.people import Relative
from renxin.booking.models import Appointment
from renxin.staff.models import Staff


def resolved(asking: Asking, known: Acquaintance | None) -> Asking:
    """The same with those named who were only told by whose doctor they are."""
    asking = replace(asking, heard=[*asking.heard], missed=[*asking.missed])
    for one in asking.relatives:
        if known is None:
            why = _("choose the patient first")
            asking.missed.append(Missed(_word(one), why))
            continue
        doctor = known.own if one.is_own else known.last
        if doctor is None:
            asking.missed.append(Missed(_word(one), _("nobody yet")))
        else:
            _name(asking, one, doctor)
    if known and known.own and not _is_any_named(asking):
        _prefer(asking, known.own)
    return asking


def moving(asking: Asking, appointment: Appointment) -> Asking:
    """Another time for an appointment: as long, for the same, rather with the same."""
    changed = replace(asking, heard=[*asking.heard])
    if changed.service is None:
        changed.service = appointment.service
    if changed.minutes is None:
        changed.minutes = appointment.minutes
    if appointment.doctor and not _is_any_named(asking):
        _prefer(changed, appointment.doctor)
    return changed


def _is_any_named(asking: Asking) -> bool:
    return bool(asking.doctors or asking.department or asking.relatives)


def _prefer(asking: Asking, doctor: Staff) -> None:
    if doctor in asking.not_with:
        return
    asking.doctors, asking.is_either = (doctor,), True
    told = _("%(name)s first") % {"name": doctor.name}
    asking.heard.append(Heard(told, -1, -1))


def _name(asking: Asking, one: Relative, doctor: Staff) -> None:
    if one.is_unwanted:
        asking.not_with = (*asking.not_with, doctor)
        told = _("not with %(name)s") % {"name": doctor.name}
    else:
        asking.doctors = (*asking.doctors, doctor)
        told = doctor.name
    asking.heard.append(Heard(told, one.start, one.end))


def _word(one: Relative) -> str:
    return _("their own doctor") if one.is_own else _("the last doctor")
