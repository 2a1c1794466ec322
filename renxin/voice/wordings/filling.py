"""Filling the house's sentences: a fixed list of blanks, and no logic at all."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from renxin.desk.masking import masked_name
from renxin.voice.models import Message
from renxin.voice.wordings.shipped import all_shipped

LABELS = {
    "clinic": pgettext_lazy("blank", "the clinic"),
    "name": pgettext_lazy("blank", "the patient, masked"),
    "when": pgettext_lazy("blank", "day and time"),
    "with": pgettext_lazy("blank", "with whom"),
    "until": pgettext_lazy("blank", "answer by"),
    "address": pgettext_lazy("blank", "address"),
    "phone": pgettext_lazy("blank", "phone"),
    "staff": pgettext_lazy("blank", "whoever calls"),
    "link": pgettext_lazy("blank", "their own link"),
    "code": pgettext_lazy("blank", "the code"),
    "minutes": pgettext_lazy("blank", "minutes"),
}
BLANKS = frozenset(LABELS)
# What no copy of the words keeps.
SECRET = frozenset({"code", "link"})
HIDDEN = "••••••"
BLANK = re.compile(r"\{([a-z]+)\}")


def purpose_of(topic: str) -> str:
    """For which purpose of the house's own topics; agreed on by the patient or not."""
    return all_shipped()[topic].purpose


def goes_at_any_hour(topic: str) -> bool:
    known = all_shipped().get(topic)
    return known is not None and known.at_any_hour


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values into the blanks, once; what is filled in is not read again."""

    def value(blank: re.Match[str]) -> str:
        known = blank[1] in BLANKS
        return values.get(blank[1], "") if known else blank[0]

    return BLANK.sub(value, text)


def values_of(message: Message) -> dict[str, str]:
    """Everything but what is secret or made at the moment of sending."""
    with translation.override(message.language):
        found = {str(key): str(value) for key, value in message.fields.items()}
        if message.clinic:
            found |= {
                "clinic": message.clinic.short_name,
                "address": message.clinic.address or message.clinic.name,
                "phone": message.clinic.phone,
            }
        if message.patient:
            found["name"] = masked_name(message.patient.name)
        if message.about_at:
            found["when"] = told(message.about_at, message)
        if "until" in found:
            found["until"] = told(datetime.fromisoformat(found["until"]), message)
        if found.get("doctor"):
            found["with"] = _(" with %(doctor)s") % {"doctor": found["doctor"]}
    return found


def told(moment: datetime, message: Message) -> str:
    """A time on the clinic's clock, in the words of the message's language."""
    zone = message.clinic.zone if message.clinic else settings.TIME_ZONE
    return date_format(moment.astimezone(ZoneInfo(zone)), _("D j M, H:i"))
