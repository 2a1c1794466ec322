"""How a patient is told from another of the same name, in one line."""

from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from renxin.desk.masking import masked_phone
from renxin.patients import channels
from renxin.patients.models import Patient
from renxin.patients.models.patient import Sex

register = template.Library()
register.filter("channel", channels.label)


@register.filter
def one_line(patient: Patient, last_seen: date | None = None) -> str:
    """Sex, age, masked phone, record number, and when they were last here."""
    words = [*_who(patient), patient.number]
    reaches = [r for r in patient.reaches.all() if r.ended_at is None]
    if reaches:
        words.insert(-1, masked_phone(reaches[0].contact_point.value))
    if patient.died_on:
        words.append(_("deceased"))
    if last_seen:
        words.append(_("last here %(day)s") % {"day": last_seen.isoformat()})
    return "·".join(words)


@register.filter
def who(patient: Patient) -> str:
    return "·".join(_who(patient))


@register.filter
def of_key(table: dict[int, date], key: int) -> date | None:
    return table.get(key)


def _who(patient: Patient) -> list[str]:
    words = [str(patient.get_sex_display())] if patient.sex != Sex.UNKNOWN else []
    day = patient.died_on or timezone.localdate()
    age = patient.age_on(day)
    if age is None:
        return words
    return [*words, _("%(age)s years") % {"age": age} if age else _("under 1 year")]
