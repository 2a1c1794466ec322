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
from renxin.voice.wordings.library import Library, library
from renxin.voice.wordings.library import Spoken as Found

# Who speaks stands first; how to make us stop is said in so many words.
SIGNED = re.compile(r"\s*(【[^】]+】|\[[^\]]+\])")
WAY_OUT = re.compile(
    r"(拒收|退订|不想再收到)[^。；]{0,6}(回复?)?\s*(R|T|TD|N|0000)\b"
    r"|\b(reply|text|send)\s+(STOP|R|T|END|QUIT)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spoken:
    """Words with their blanks, and filled: as they are kept, without what is secret."""

    text: str
    kept: str
    values: dict[str, str] = field(default_factory=dict)
    number: int = 0
    version_id: int | None = None

    @property
    def blanks(self) -> tuple[str, ...]:
        return tuple(filling.BLANK.findall(self.text))

    def sent(self, secrets: dict[str, str]) -> str:
        return filling.fill(self.text, self.values | secrets)


def spoken(
    message: Message, at: datetime, shelf: Library | None = None
) -> Spoken | None:
    """The approved words for it; None when there are none."""
    found = found_for(message, shelf or library(at=at))
    if found is None:
        return None
    values = filling.values_of(message)
    hidden = dict.fromkeys(filling.SECRET, filling.HIDDEN)
    kept = filling.fill(found.text, values | hidden)
    return Spoken(found.text, kept, values, found.number, found.version_id)


def found_for(message: Message, shelf: Library) -> Found | None:
    return shelf.spoken(message.saying, ChannelKind.SMS, message.language)


def forbidden(words: Spoken, message: Message, at: datetime) -> str:
    """Why these words may not be said to this person, in the order of the gates."""
    sells = policy.manners(message.purpose).asks_first
    surface = Surface.MKT if sells else Surface.SVC
    found = check(words.kept, surface, on=at.date())
    if any(one.severity == Severity.BLOCK for one in found):
        return Why.UNLAWFUL
    if not SIGNED.match(words.kept):
        return Why.NOT_SIGNED
    if sells and not WAY_OUT.search(words.kept):
        return Why.NO_WAY_OUT
    return ""
