"""The one place words are had from: what the house says on a topic, at a moment.

A version somebody here approved goes before the words the house came with. Words that
were withdrawn or have run out are followed by none: nothing is said until a second
person approves other words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from renxin.voice.kinds import ChannelKind
from renxin.voice.models import WordingVersion
from renxin.voice.wordings.shipped import Shipped, all_shipped

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Words that may be said now: as a clinic approved them, or as they came."""

    topic: str
    channel: str
    surface: str
    language: str
    text: str
    number: int
    # None where they came with the house and nobody here has looked them over.
    version_id: int | None

    @property
    def is_reviewed(self) -> bool:
        return self.version_id is not None


@dataclass(frozen=True)
class Library:
    """Everything that was decided about words by a moment, read once."""

    decided: Mapping[Key, WordingVersion]
    at: datetime

    def spoken(self, topic: str, channel: str, language: str) -> Spoken | None:
        kinds = [channel] if channel in ChannelKind.values else []
        if channel != ChannelKind.CALL and ChannelKind.ANY not in kinds:
            kinds.append(ChannelKind.ANY)
        shipped = all_shipped().get(topic)
        for kind in kinds:
            if (topic, kind) in self.decided:
                return self._held(self.decided[topic, kind], language)
            if shipped and shipped.channel == kind:
                return as_shipped(shipped, language)
        return None

    def knows(self, topic: str, channel: str) -> bool:
        """Whether anything was ever said on it in words for this way alone."""
        shipped = all_shipped().get(topic)
        came = shipped is not None and shipped.channel == channel
        return came or (topic, channel) in self.decided

    def _held(self, version: WordingVersion, language: str) -> Spoken | None:
        if is_withdrawn(version, at=self.at) or has_run_out(version, at=self.at):
            return None
        return as_written(version, language)


def library(*, at: datetime) -> Library:
    """For whoever asks about many topics at the same moment."""
    decided = WordingVersion.objects.filter(
        Q(review__is_approved=True, review__at__lte=at) | Q(withdrawal__at__lte=at)
    )
    rows = decided.select_related("wording", "review", "withdrawal").order_by("number")
    return Library({(one.wording.topic, one.wording.channel): one for one in rows}, at)


def spoken(topic: str, channel: str, language: str, *, at: datetime) -> Spoken | None:
    """The words the house says, or None where it has none to say."""
    return library(at=at).spoken(topic, channel, language)


def is_withdrawn(version: WordingVersion, *, at: datetime) -> bool:
    withdrawal = getattr(version, "withdrawal", None)
    return withdrawal is not None and withdrawal.at <= at


def has_run_out(version: WordingVersion, *, at: datetime) -> bool:
    """On the clock of the house: they hold to the end of their last day."""
    return version.expires_on is not None and version.expires_on < day_of(at)


def day_of(at: datetime) -> date:
    """The library is one for all clinics, and goes by the clock of the house."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def as_written(version: WordingVersion, language: str) -> Spoken:
    wording = version.wording
    return Spoken(
        topic=wording.topic,
        channel=wording.channel,
        surface=wording.surface,
        language=language,
        text=version.text(language),
        number=version.number,
        version_id=version.pk,
    )


def as_shipped(one: Shipped, language: str) -> Spoken:
    return Spoken(
        topic=one.topic,
        channel=one.channel,
        surface=one.surface,
        language=language,
        text=one.zh if language.startswith("zh") else one.en,
        number=one.version,
        version_id=None,
    )
