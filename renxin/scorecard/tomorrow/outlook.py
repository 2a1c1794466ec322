"""The next working day of a clinic: who is booked, in which order to ring them."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _

from pulse.models import Band
from renxin.booking.models import WaitlistEntry
from renxin.clinics.models import Clinic
from renxin.scorecard.lake import snapshot
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.models import NoShowModel
from renxin.scorecard.tomorrow import chances
from renxin.scorecard.tomorrow.chances import Told
from renxin.scorecard.tomorrow.coming import Coming, coming
from renxin.scorecard.tomorrow.days import booked, next_day
from renxin.scorecard.tomorrow.halves import Half, halves
from renxin.scorecard.tomorrow.trust import HEADINGS, MEANINGS, Held, Trust, trust


@dataclass(frozen=True)
class Group:
    """Those of one band, and how that band held; without one, nothing is known yet."""

    band: Band | None
    held: Held | None
    rows: tuple[Coming, ...]

    @property
    def heading(self) -> str | LazyText:
        return HEADINGS[self.band] if self.band else _("Not yet known")

    @property
    def meaning(self) -> str | LazyText:
        return MEANINGS[self.band] if self.band else _("booked since, by time")


@dataclass(frozen=True)
class Outlook:
    """A day ahead; without chances that hold it is in the order of time."""

    day: date
    rows: tuple[Coming, ...]
    restricted: int
    waiting: int
    model: NoShowModel | None
    trust: Trust | None
    stands_at: datetime | None
    is_foretold: bool

    def groups(self) -> list[Group]:
        """The rows under the headings of their bands, unknown ones last."""
        return [
            Group(
                band,
                self.trust.of(band) if self.trust and band else None,
                tuple(rows),
            )
            for band, rows in groupby(self.rows, key=lambda one: one.band)
        ]

    def halves(self) -> tuple[Half, ...]:
        return halves(self.rows)


def outlook(clinic: Clinic, *, at: datetime) -> Outlook:
    day, lake, model = next_day(clinic, at=at), snapshot.current(), _model()
    told = _told(lake, model, clinic.day_of(at))
    those = booked(clinic, day)
    return Outlook(
        day=day,
        rows=tuple(coming(those, told, model)),
        restricted=those.exclude(patient__restricted_at=None).count(),
        waiting=WaitlistEntry.objects.waiting().fitting(clinic, day).count(),
        model=model,
        trust=trust(model) if model else None,
        stands_at=lake.stands_at if lake else None,
        is_foretold=told is not None,
    )


def one_of(clinic: Clinic, pk: int, *, at: datetime) -> Coming | None:
    """Somebody on the list, as it stands now."""
    model = _model()
    told = _told(snapshot.current(), model, clinic.day_of(at))
    those = booked(clinic, next_day(clinic, at=at)).filter(pk=pk)
    return next(iter(coming(those, told, model)), None)


def _model() -> NoShowModel | None:
    return NoShowModel.objects.newest_first().first()


def _told(lake: Snapshot | None, model: NoShowModel | None, on: date) -> Told | None:
    """Chances that do not hold are not looked at, not even for the order."""
    if lake is None or model is None or model.doubt or model.told is None:
        return None
    return chances.read(lake, model, on=on)
