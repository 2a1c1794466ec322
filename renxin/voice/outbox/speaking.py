"""The words of a message at the moment it goes out, and whether they may be said.

The one seam to the library of wordings and to the check of the law.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from renxin.voice.kinds import ChannelKind, Why
from renxin.voice.law.checking import check
from renxin.voice.law.kinds import Severity, Surface
from renxin.voice.models import Message
from renxin.voice.outbox import policy
from renxin.voice.wordings import filling
from renxin.voice.wordings.library import Library, as_shipped, as_written, library
from renxin.voice.wordings.library import Spoken as Found
from renxin.voice.wordings.shipped import all_shipped

# Who speaks stands first; how to make us stop is said in so many words.
SIGNED = re.compile(r"\s*(【[^】]+】|\[[^\]]+\])")
WAY_OUT = re.compile(
    r"(拒收|退订|不想再收到)[^。；]{0,6}(回复?)?\s*(R|T|TD|N|0000)\b"
    r"|\b(reply|text|send)\s+(STOP|R|T|END|QUIT)\b",
    re.IGNORECASE,
)

# What advertises to everybody goes in no message, and an offer in none about care.
BARRED, OFFERS = frozenset({Surface.AD}), frozenset({Surface.MKT})


@dataclass(frozen=True)
class Spoken:
    """Words with their blanks, and filled: as they are kept, without what is secret."""

    text: str
    kept: str
    values: dict[str, str] = field(default_factory=dict)
    number: int = 0
    version_id: int | None = None
    surface: str = Surface.SVC

    @property
    def blanks(self) -> tuple[str, ...]:
        return tuple(filling.BLANK.findall(self.text))

    def sent(self, secrets: dict[str, str]) -> str:
        return filling.fill(self.text, self.values | secrets)


def spoken(
    message: Message,
    at: datetime,
    shelf: Library | None = None,
    *,
    family: str = ChannelKind.SMS,
) -> Spoken | None:
    """The approved words for it by such a way; None when there are none."""
    found = found_for(message, shelf or library(at=at), family)
    return _filled(message, found) if found else None


def said(message: Message, at: datetime) -> Spoken | None:
    """The words it was handed over in, whatever the house says on it by now."""
    came = all_shipped().get(message.saying)
    if message.wording:
        return _filled(message, as_written(message.wording, message.language))
    if came and came.version == message.wording_number:
        return _filled(message, as_shipped(came, message.language))
    return spoken(message, at)


def _filled(message: Message, found: Found) -> Spoken:
    values = filling.values_of(message)
    hidden = dict.fromkeys(filling.SECRET, filling.HIDDEN)
    kept = filling.fill(found.text, values | hidden)
    number, version_id = found.number, found.version_id
    return Spoken(found.text, kept, values, number, version_id, found.surface)


def found_for(message: Message, shelf: Library, family: str) -> Found | None:
    """Those of the way it goes by; who rings without a script says what is written."""
    topic = message.saying
    if family == ChannelKind.CALL and not shelf.knows(topic, ChannelKind.CALL):
        family = ChannelKind.ANY
    return shelf.spoken(topic, family, message.language)


def forbidden(
    words: Spoken, message: Message, at: datetime, *, family: str = ChannelKind.SMS
) -> str:
    """Why these words may not be said to this person, in the order of the gates."""
    sells = policy.manners(message.purpose).asks_first
    if words.surface in (BARRED if sells else BARRED | OFFERS):
        return Why.UNLAWFUL
    surface = surface_of(words, sells=sells)
    found = check(words.kept, surface, on=message.day_at(at))
    if any(one.severity == Severity.BLOCK for one in found):
        return Why.UNLAWFUL
    if not _is_signed(words, message, family):
        return Why.NOT_SIGNED
    spoken_to = family == ChannelKind.CALL
    if sells and not spoken_to and not WAY_OUT.search(words.kept):
        return Why.NO_WAY_OUT
    return ""


def surface_of(words: Spoken, *, sells: bool) -> Surface:
    """Where it is said: a script was looked over as what somebody says aloud."""
    if sells:
        return Surface.MKT
    return Surface.SAY if words.surface == Surface.SAY else Surface.SVC


def _is_signed(words: Spoken, message: Message, family: str) -> bool:
    """A text message says first who speaks; elsewhere the sender stands beside it."""
    if family == ChannelKind.CALL or SIGNED.match(words.kept):
        return True
    if family == ChannelKind.SMS or message.clinic is None:
        return False
    names = (message.clinic.short_name, message.clinic.name)
    sells = policy.manners(message.purpose).asks_first
    return not sells or any(name in words.kept for name in names)
