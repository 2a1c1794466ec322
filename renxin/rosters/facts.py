"""What becomes of who works when, as the journal tells it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.clinics.clock import in_short
from renxin.journal.facts import Fact
from renxin.rosters.spans import DateTimeTZRange, span


@dataclass(frozen=True, kw_only=True)
class AboutTime:
    """Whose time, from when until when; the storeys above look what stands then."""

    staff_id: int
    staff: str
    since: str
    until: str
    why: str = ""

    @property
    def stretch(self) -> DateTimeTZRange:
        """All of the time in which something may stand differently now."""
        return span(
            datetime.fromisoformat(self.since), datetime.fromisoformat(self.until)
        )

    def telling(self) -> str:
        told = {
            "name": self.staff,
            "from": in_short(self.since),
            "until": in_short(self.until),
        }
        line = _("%(name)s, %(from)s to %(until)s") % told
        return f"{line}·{self.why}" if self.why else line


@dataclass(frozen=True, kw_only=True)
class LeaveEntered(AboutTime, Fact):
    """Somebody will be away; what for is told to nobody here."""

    name = "rosters.leave_entered"
    title = gettext_lazy("Leave entered")
    icon = "calendar"

    leave_id: int


@dataclass(frozen=True, kw_only=True)
class LeaveTakenBack(AboutTime, Fact):
    """Somebody will be here after all."""

    name = "rosters.leave_taken_back"
    title = gettext_lazy("Leave taken back")
    icon = "calendar"

    leave_id: int


@dataclass(frozen=True, kw_only=True)
class ShiftAdded(AboutTime, Fact):
    """Somebody works on a day on which they would not have."""

    name = "rosters.shift_added"
    title = gettext_lazy("Shift added")
    icon = "plus"


@dataclass(frozen=True, kw_only=True)
class ShiftChanged(AboutTime, Fact):
    """One day's shift was moved, shortened or made longer; this was its old time."""

    name = "rosters.shift_changed"
    title = gettext_lazy("Shift changed")
    icon = "move"

    now_since: str
    now_until: str

    @property
    def stretch(self) -> DateTimeTZRange:
        now = (self.now_since, self.now_until)
        first, last = (datetime.fromisoformat(one) for one in now)
        was = super().stretch
        return span(min(was.lower, first), max(was.upper, last))

    def telling(self) -> str:
        now = {"from": in_short(self.now_since), "until": in_short(self.now_until)}
        return f"{super().telling()} → {_('%(from)s to %(until)s') % now}"


@dataclass(frozen=True, kw_only=True)
class ShiftDropped(AboutTime, Fact):
    """Somebody does not work on a day on which they would have."""

    name = "rosters.shift_dropped"
    title = gettext_lazy("Shift dropped")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class ShiftSwapped(AboutTime, Fact):
    """One of two people who swapped shifts; this time is now the other's."""

    name = "rosters.shift_swapped"
    title = gettext_lazy("Shift swapped")
    icon = "move"

    instead: str

    def telling(self) -> str:
        return f"{super().telling()} → {self.instead}"


@dataclass(frozen=True, kw_only=True)
class ShiftsWithdrawn(AboutTime, Fact):
    """Shifts laid out ahead fell away with what they were laid out from."""

    name = "rosters.shifts_withdrawn"
    title = gettext_lazy("Shifts fell away")
    icon = "ban"

    shifts: int


WorkingTimeChanged = (
    LeaveEntered
    | LeaveTakenBack
    | ShiftAdded
    | ShiftChanged
    | ShiftDropped
    | ShiftSwapped
    | ShiftsWithdrawn
)


@dataclass(frozen=True, kw_only=True)
class PatternsMade(Fact):
    """Somebody's week was written down."""

    name = "rosters.patterns_made"
    title = gettext_lazy("Weekly pattern made")
    icon = "calendar"

    staff: str
    days: int

    def telling(self) -> str:
        return f"{self.staff}·{self.days}"


@dataclass(frozen=True, kw_only=True)
class PatternEnded(Fact):
    """A day of somebody's week ends."""

    name = "rosters.pattern_ended"
    title = gettext_lazy("Weekly pattern ended")
    icon = "ban"

    staff: str
    until_on: str

    def telling(self) -> str:
        return f"{self.staff}·{self.until_on}"
