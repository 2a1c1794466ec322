from collections import Counter
from datetime import UTC, date, timedelta, timezone

from renxin.demo.seasons import Season, holiday_weight, is_day_off

CLOCK = timezone(timedelta(hours=8))


def days(tables):
    return Counter(
        visit["began_at"].replace(tzinfo=UTC).astimezone(CLOCK).date()
        for visit in tables["visits"]
    )


def test_the_house_is_closed_from_the_eve_to_the_third(tables):
    counted = days(tables)

    for day in range(16, 20):
        assert counted[date(2026, 2, day)] == 0
    assert holiday_weight(date(2026, 2, 16)) == 0.0


def test_the_weeks_of_spring_festival_are_quiet(tables):
    counted = days(tables)
    quiet = sum(counted[date(2026, 2, 10) + timedelta(days=i)] for i in range(14))
    usual = sum(counted[date(2026, 3, 10) + timedelta(days=i)] for i in range(14))

    assert quiet < usual * 0.7


def test_weekends_are_fuller_than_mondays(tables):
    week = Counter()
    for day, visits in days(tables).items():
        week[day.weekday()] += visits

    assert week[5] > week[0] * 1.3


def test_children_come_when_school_is_out(tables):
    born = {row["patient_id"]: row["birth_on"] for row in tables["patients"]}
    month = Counter()
    for visit in tables["visits"]:
        began = visit["began_at"].astimezone(CLOCK).date()
        child = (began - born[visit["patient_id"]]).days < 16 * 365
        month[child, began.month] += 1
    share = {
        m: month[True, m] / (month[True, m] + month[False, m]) for m in range(1, 13)
    }

    assert (share[7] + share[8]) / 2 > 1.1 * (share[5] + share[10]) / 2


def test_a_statutory_holiday_is_a_day_off():
    assert is_day_off(date(2026, 2, 17))
    assert is_day_off(date(2026, 10, 7))
    assert not is_day_off(date(2026, 11, 20))


def test_days_can_be_booked_beyond_the_last_day():
    season = Season.between(date(2025, 11, 21), date(2026, 11, 21))

    assert season.end == 365
    assert season.days > season.end
