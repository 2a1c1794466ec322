"""How the way through the house was changed, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.visits.kinds import Stage


@dataclass(frozen=True, kw_only=True)
class AboutStation:
    """Which station, as it was called then."""

    station_id: int
    station: str

    def telling(self) -> str:
        return self.station


@dataclass(frozen=True, kw_only=True)
class StationSet(AboutStation, Fact):
    """A station stands on the way from now on, or stands there otherwise."""

    name = "visits.station_set"
    title = _("Station set up")
    icon = "settings"
    is_news = False

    stage: str
    goal_minutes: int

    def telling(self) -> str:
        within = gettext("within %(n)s min") % {"n": self.goal_minutes}
        return "·".join((self.station, str(Stage(self.stage).label), within))


@dataclass(frozen=True, kw_only=True)
class StationMoved(AboutStation, Fact):
    """Another place on the way through the house."""

    name = "visits.station_moved"
    title = _("Station moved")
    icon = "move"
    is_news = False

    position: int


@dataclass(frozen=True, kw_only=True)
class StationClosed(AboutStation, Fact):
    """Nobody is sent there any more."""

    name = "visits.station_closed"
    title = _("Station closed")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class StationReopened(AboutStation, Fact):
    """People can be sent there again."""

    name = "visits.station_reopened"
    title = _("Station opened again")
    icon = "check"
