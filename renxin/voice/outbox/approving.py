"""Noting that a carrier approved words of ours, and under which number."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.staff.models import Staff
from renxin.voice import channels
from renxin.voice.models import CarrierTemplate, Message, Outlet
from renxin.voice.outbox.speaking import spoken


class NoSuchWords(Refusal):
    """The house says nothing under that name."""

    sentence = _("The house has no approved words under that name.")


def approve(
    outlet: Outlet, *, saying: str, language: str, code: str, by: Staff, at: datetime
) -> CarrierTemplate:
    """For the words as they stand now; other words will need another approval."""
    asked = Message(saying=saying, language=language, purpose="SVC_MSG")
    words = spoken(asked, at, family=channels.opened(outlet).family)
    if words is None:
        raise NoSuchWords
    known, _new = CarrierTemplate.objects.update_or_create(
        channel=outlet.channel,
        saying=saying,
        language=language,
        defaults={"code": code, "text": words.text, "by": by, "at": at},
    )
    return known
