"""Links in messages: made at the moment of sending, each with a key of its own."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from renxin.portal import policy
from renxin.portal.models import Key
from renxin.voice.kinds import Saying
from renxin.voice.models import Message


def whole(path: str) -> str:
    """The address a phone can open; never taken from what a request claims."""
    origin = settings.ADDRESS or _told()
    return f"{origin.rstrip('/')}{path}" if origin else ""


def _told() -> str:
    """Where the house said it answers when it opened."""
    with suppress(OSError, ValueError):
        told = json.loads((Path(settings.HOME) / "run.json").read_text("utf-8"))
        return str(told.get("address", ""))
    return ""


def link_of(message: Message, at: datetime) -> str:
    """Opens this patient's pages and nobody else's."""
    if message.patient is None or message.saying == Saying.CODE:
        return ""
    if not whole("/"):
        return ""
    until = at + policy.sessions().link_lasts
    secret = Key.make(
        Key.Kind.LINK,
        message.patient.kept(),
        message.contact_point,
        at=at,
        until=until,
    )
    return whole(reverse("portal:link", args=[secret]))
