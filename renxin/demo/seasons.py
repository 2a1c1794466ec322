"""When people come: seasons, weekdays, hours. Days are counted from an epoch."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints, one_of_each

MINUTES_A_DAY = 1440
BOOKABLE_DAYS = 180
# The first day of the lunar year; the statutory days off start the eve before.
SPRING_FESTIVALS = tuple(
    date.fromisoformat(day)
    for day in (
        "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19", "2016-02-08",
        "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12",
        "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
        "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23",
        "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
    )
)  # fmt: skip
MONDAY_TO_SUNDAY = (0.85, 0.85, 0.90, 0.90, 1.0, 1.55, 1.40)
CHILD_WEEK = (0.55, 0.55, 0.75, 0.60, 0.80, 1.95, 1.80)
JANUARY_TO_DECEMBER = (
    0.98,
    0.9,
    1.04,
    1.02,
    1.0,
    0.98,
    1.05,
    1.05,
    1.0,
    0.96,
    1.02,
    1.0,
)
CHILD_YEAR = (1.15, 1.05, 0.80, 0.85, 0.85, 0.90, 3.50, 3.30, 0.75, 0.85, 0.80, 0.80)
# Days from the first of the lunar year, and how full they are: closed on the eve
# to the third, quiet before and after.
AROUND_THE_FESTIVAL = ((-1, 2, 0.0), (-7, 7, 0.30), (8, 12, 0.60))
FESTIVAL_OFF = range(-1, 7)
FRIDAY = 5
DAYS_OFF = frozenset(
    {(1, 1), *((5, day) for day in range(1, 6)), *((10, day) for day in range(1, 8))}
)
SUMMER_MONTHS = (7, 8)

# The day in quarter hours: 08:30–12:00 is 0–13, 13:30–20:00 is 14–39.
MORNING_SLOTS = 14
SLOTS = 40
SLOT_MINUTES = 15
OPENS = 8 * 60 + 30
CALLS_FROM, CALL_MINUTES = 9 * 60, 10 * 60
SCATTER = 7919  # a prime, so that calls do not fall on the same minutes
AFTERNOON = 13 * 60 + 30
_MORNING = (0.6, 0.9, 1.3, 1.5, 1.6, 1.6, 1.5, 1.4, 1.2, 1.1, 0.9, 0.6, 0.3, 0.1)
_AFTERNOON = (0.8, 1.1, 1.4, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.9, 0.8, 0.7)
_EVENING = (0.7, 0.7, 0.8, 0.9, 0.9, 0.8, 0.6, 0.4, 0.2, 0.1, 0.0, 0.0, 0.0)
ADULT_HOURS = np.array(_MORNING + _AFTERNOON + _EVENING)
# On school days children come after four.
SCHOOL_HOURS = np.array(
    tuple(x * 0.25 for x in _MORNING)
    + tuple(weight for weight in (0.3,) * 10 + (2.6,) * 3)
    + tuple(x * 1.6 for x in _EVENING)
)


@cache
def holiday_weight(day: date) -> float:
    """How full a day is for the season's sake."""
    for festival in SPRING_FESTIVALS:
        distance = (day - festival).days
        for from_day, to_day, weight in AROUND_THE_FESTIVAL:
            if from_day <= distance <= to_day:
                return weight
    return 0.6 if (day.month, day.day) in DAYS_OFF else 1.0


def is_day_off(day: date) -> bool:
    """A weekend or statutory holiday; made-up working days are not known here."""
    festival = any((day - one).days in FESTIVAL_OFF for one in SPRING_FESTIVALS)
    fixed = (day.month, day.day) in DAYS_OFF
    return day.isoweekday() > FRIDAY or festival or fixed


@dataclass(frozen=True)
class Season:
    """How likely each day is, for grown-ups and for children.

    Days from 0 to `end` have happened; up to `days` they can be booked.
    """

    start: date
    end: int
    days: int
    adult: Floats
    child: Floats
    school: Flags
    weekday: Ints

    @classmethod
    def between(cls, start: date, until: date) -> "Season":
        end = (until - start).days
        days = end + BOOKABLE_DAYS
        dates = [start + timedelta(days=i) for i in range(days)]
        holiday = np.array([holiday_weight(day) for day in dates])
        weekday = np.array([day.weekday() for day in dates], dtype=np.int64)
        month = np.array([day.month - 1 for day in dates], dtype=np.int64)
        adult = (
            np.array(MONDAY_TO_SUNDAY)[weekday] * np.array(JANUARY_TO_DECEMBER)[month]
        )
        child = np.array(CHILD_WEEK)[weekday] * np.array(CHILD_YEAR)[month]
        in_school = (weekday < 5) & ~np.isin(month + 1, SUMMER_MONTHS)  # noqa: PLR2004
        return cls(
            start,
            end,
            days,
            adult * holiday,
            child * holiday,
            in_school,
            weekday,
        )

    def near(
        self, rng: np.random.Generator, wanted: Ints, child: Flags, reach: Ints
    ) -> Ints:
        """A day near the wanted one, likelier where the house is fuller.

        `reach` is how many days either side may serve, at most seven.
        """
        offsets = np.arange(-7, 8)
        days = (wanted[:, None] + offsets).clip(0, self.days - 1)
        weights = np.where(child[:, None], self.child[days], self.adult[days])
        # Where every day within reach is closed, the next open one serves.
        fits = (np.abs(offsets) <= reach[:, None]) + 1e-9 * (offsets > 0)
        weights = weights * fits + 1e-15
        chosen = days[np.arange(len(days)), one_of_each(rng, weights)]
        return np.where(wanted < self.days, chosen, wanted)

    def vacation(self, rng: np.random.Generator, wanted: Ints) -> Ints:
        """For children: a week up to six away, likelier when school is out."""
        weeks = np.arange(-6, 7) * 7
        days = (wanted[:, None] + weeks).clip(0, self.days - 1)
        chosen = days[np.arange(len(days)), one_of_each(rng, self.child[days] + 1e-12)]
        return np.where(wanted < self.days, chosen, wanted)

    def slot(self, rng: np.random.Generator, day: Ints, child: Flags) -> Ints:
        schooled = child & self.school[day.clip(max=self.days - 1)]
        adult = np.searchsorted(_edges(ADULT_HOURS), rng.random(len(day)), side="right")
        pupil = np.searchsorted(
            _edges(SCHOOL_HOURS), rng.random(len(day)), side="right"
        )
        return np.where(schooled, pupil, adult)


def _edges(weights: Floats) -> Floats:
    total = np.cumsum(weights)
    share: Floats = total / total[-1]
    return share


def minute_of(slot: Ints) -> Ints:
    """The minute of the day at which a quarter hour starts."""
    morning = OPENS + slot * SLOT_MINUTES
    afternoon = AFTERNOON + (slot - MORNING_SLOTS) * SLOT_MINUTES
    return np.where(slot < MORNING_SLOTS, morning, afternoon)


def at_work(moment: Ints, earliest: Ints, latest: Ints) -> Ints:
    """The same day in the hours somebody is there, between the two moments."""
    minute = CALLS_FROM + (moment * SCATTER) % CALL_MINUTES
    there = moment - moment % MINUTES_A_DAY + minute
    between: Ints = np.minimum(np.maximum(there, earliest + 5), latest)
    return between


def is_peak(minute: Ints) -> Ints:
    ten_to_eleven = (minute >= 600) & (minute < 660)  # noqa: PLR2004
    two_to_four = (minute >= 840) & (minute < 960)  # noqa: PLR2004
    return (ten_to_eleven | two_to_four).astype(np.int64)
