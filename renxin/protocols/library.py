"""The protocols the house comes with: off until a clinician signs.

But what the desk sees to is on from the start: it says nothing but what was agreed.
"""

from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from renxin.protocols.kinds import Kind
from renxin.protocols.models import (
    Protocol,
    ProtocolVersion,
    TurnedOn,
    treatment_sign,
)

SHELF = Path(__file__).with_name("library")


@cache
def shipped() -> dict[str, str]:
    """The text of each, by its file."""
    return {file.stem: file.read_text("utf-8") for file in sorted(SHELF.glob("*.yaml"))}


@transaction.atomic
def furnish(*, at: datetime) -> int:
    """Take in what is not here yet; what a clinic changed stays as it is."""
    treatment_sign.furnish()
    here = {code.lower() for code in Protocol.objects.values_list("code", flat=True)}
    new = [text for stem, text in shipped().items() if stem not in here]
    for text in new:
        version = ProtocolVersion.write(text, by=None, at=at)
        if version.protocol.kind == Kind.DESK:
            TurnedOn.turn_on(version, from_on=timezone.localdate(at), by=None, at=at)
    return len(new)
