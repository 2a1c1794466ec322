"""The library as its people see it: every topic, how it stands, where it is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext

from renxin.staff.roles import Role
from renxin.voice.kinds import ChannelKind
from renxin.voice.models import Wording, WordingVersion
from renxin.voice.wordings.library import day_of, has_run_out
from renxin.voice.wordings.shipped import Shipped, all_shipped
from renxin.voice.wordings.standing import Standing, standing_of
from renxin.voice.wordings.uses import Use, all_uses

OWN = "own"
SOON = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One topic on one channel: what is said now, and what was written last."""

    topic: str
    channel: str
    surface: str
    role: str
    title: str
    area: str
    owner: str
    shipped: Shipped | None
    versions: tuple[WordingVersion, ...]
    standing: Standing
    uses: tuple[Use, ...]
    ends_soon: date | None

    @property
    def newest(self) -> WordingVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def said(self) -> WordingVersion | None:
        """The version a second person answers for, if one is said now."""
        decided = _decided(self.versions)
        stands = self.standing.is_said and decided is not None
        return decided if stands else None

    @property
    def waits(self) -> WordingVersion | None:
        """What a second person is to look over."""
        one = self.newest
        if one is None or not one.by_id or hasattr(one, "review"):
            return None
        return None if one.cannot_be_said() else one

    @property
    def how(self) -> str:
        """By which channel, and by whom."""
        words = [str(ChannelKind(self.channel).label)]
        if self.role:
            words.append(str(Role(self.role).label))
        return "·".join(words)


def entries(*, at: datetime) -> list[Entry]:
    """Everything there is to say, as the house orders it; a clinic's own come last."""
    versions = WordingVersion.objects.whole()
    rows = Wording.objects.select_related("owner").prefetch_related(
        Prefetch("versions", versions, to_attr="held")
    )
    known = {(one.topic, one.channel): one for one in rows}
    used, found = all_uses(), []
    for one in all_shipped().values():
        wording = known.pop((one.topic, one.channel), None)
        found.append(_entry(one, wording, used.get(one.topic, []), at=at))
    own = sorted(known.values(), key=lambda one: (one.topic, one.channel))
    return found + [_entry(None, one, used.get(one.topic, []), at=at) for one in own]


def entry(topic: str, channel: str, *, at: datetime) -> Entry | None:
    every = entries(at=at)
    return next((e for e in every if (e.topic, e.channel) == (topic, channel)), None)


def _entry(
    shipped: Shipped | None,
    wording: Wording | None,
    uses: Iterable[Use],
    *,
    at: datetime,
) -> Entry:
    held = tuple(wording.held) if wording else ()  # type: ignore[attr-defined]
    source = wording or shipped
    if source is None:
        raise LookupError
    decided = _decided(held)
    return Entry(
        topic=source.topic,
        channel=source.channel,
        surface=source.surface,
        role=source.role,
        title=source.title,
        area=shipped.area if shipped else OWN,
        owner=wording.owner.name if wording and wording.owner else "",
        shipped=shipped,
        versions=held,
        standing=standing_of(decided, shipped, at=at),
        uses=tuple(uses),
        ends_soon=_ends_soon(decided, at=at),
    )


def _ends_soon(decided: WordingVersion | None, *, at: datetime) -> date | None:
    if decided is None or decided.expires_on is None or has_run_out(decided, at=at):
        return None
    return decided.expires_on if decided.expires_on - SOON <= day_of(at) else None


def _decided(versions: Iterable[WordingVersion]) -> WordingVersion | None:
    """The last that was approved, or withdrawn; they come with the newest first."""
    for one in versions:
        review = getattr(one, "review", None)
        if hasattr(one, "withdrawal") or (review and review.is_approved):
            return one
    return None


def area_titles() -> dict[str, str]:
    return {
        "appointments": gettext("Appointments and patients’ pages"),
        "messages": gettext("Messages of protocols"),
        "calls": gettext("Calls of protocols"),
        OWN: gettext("Our own topics"),
    }
