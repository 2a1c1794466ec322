"""What part of the calendar somebody looks at, as the address says it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise as LazyText

from renxin.booking.calendar.columns import LABELS, By

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
# Nobody books further than this, and no date library likes the edges of its range.
FURTHEST = timedelta(days=3660)


@dataclass(frozen=True)
class Asked:
    """One day in columns, or a week of one of them."""

    day: date
    today: date
    by: By = By.DOCTOR
    is_week: bool = False
    of: str = ""
    pk: int = 0

    @classmethod
    def read(cls, query: QueryDict, today: date) -> "Asked":
        """What does not make sense is read as what is usual."""
        by = query.get("by", "")
        of, _dash, pk = query.get("of", "").partition("-")
        return cls(
            day=_day(query.get("day", ""), today),
            today=today,
            by=By(by) if by in set(By) else By.DOCTOR,
            is_week=query.get("span") == "week",
            of=of if of in set(By) else "",
            pk=int(pk) if pk.isdecimal() and len(pk) < len(str(2**31)) else 0,
        )

    @property
    def key(self) -> str:
        return f"{self.of}-{self.pk}" if self.of else ""

    @property
    def first(self) -> date:
        """The Monday of a week, or the day itself."""
        return self.day - self.day.weekday() * DAY if self.is_week else self.day

    @property
    def query(self) -> str:
        asked = {"day": self.day.isoformat(), "by": str(self.by)}
        if self.is_week:
            asked["span"] = "week"
        if self.key:
            asked["of"] = self.key
        return urlencode(asked)

    @property
    def step(self) -> timedelta:
        return WEEK if self.is_week else DAY

    @property
    def earlier(self) -> str:
        return replace(self, day=self.day - self.step).query

    @property
    def later(self) -> str:
        return replace(self, day=self.day + self.step).query

    @property
    def now(self) -> str:
        return replace(self, day=self.today).query

    @property
    def as_day(self) -> str:
        return replace(self, is_week=False, of="", pk=0).query

    @property
    def as_week(self) -> str:
        return replace(self, is_week=True).query

    @property
    def columns(self) -> list[tuple[By, LazyText, str]]:
        """The ways to divide a day, each with its word and its address."""
        as_day = replace(self, is_week=False, of="", pk=0)
        return [(by, LABELS[by], replace(as_day, by=by).query) for by in By]


def _day(typed: str, today: date) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return today
    return min(max(day, today - FURTHEST), today + FURTHEST)
