from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renxin.exchange.reading.dates import SERIAL_ZERO, Dates
from renxin.exchange.reading.unreadable import Unreadable

SHANGHAI = ZoneInfo("Asia/Shanghai")
MARCH_5 = date(2026, 3, 5)


def dates(order="", zone=SHANGHAI):
    return Dates(zone, order)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-05",
        "2026/3/5",
        "2026.3.5",
        "20260305",
        "2026年3月5日",
        "2026年03月05号",
        "5.3.2026",
        "05.03.2026",
        "46086",
        "46086.5",
        "２０２６-０３-０５",
        "2026-03-05 23:40",
        "2026/3/5 8:05:09",
        "2026-03-05T10:00:00+08:00",
        "2026-03-04T18:38:08Z",
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    assert dates().day(written) == MARCH_5


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "2026-13-01",
        "20260230",
        "31.4.2026",
        "0000-00-00",
        "1026-03-05",
        "2026",
        "99999",
        "yesterday",
        "3/5",
        "2026-03-05 25:10",
        "2026-03-05 noon",
        "",
    ],
)
def test_what_is_no_day_is_refused(written):
    with pytest.raises(Unreadable):
        dates().day(written)


def test_a_day_that_could_be_two_days_is_refused_until_the_order_is_said():
    with pytest.raises(Unreadable, match=r"mapping|对照"):
        dates().day("3/5/2026")

    assert dates("mdy").day("3/5/2026") == MARCH_5
    assert dates("dmy").day("3/5/2026") == date(2026, 5, 3)
    assert dates().day("25/3/2026") == date(2026, 3, 25)
    assert dates().day("3/25/2026") == date(2026, 3, 25)


def test_a_birthday_in_the_hour_that_summer_time_skipped_stays_that_day():
    assert dates().day("1988-04-17 02:30") == date(1988, 4, 17)
    assert dates().day("1988-04-17") == date(1988, 4, 17)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Sao_Paulo", "UTC"])
def test_a_date_written_as_midnight_utc_stays_that_date_in_any_zone(zone):
    told = dates(zone=ZoneInfo(zone)).midnight("2016-04-29T00:00:00Z")

    moment = datetime.fromisoformat(told)
    assert moment == datetime(2016, 4, 29, tzinfo=ZoneInfo(zone))


def test_a_clock_time_is_taken_as_written_where_its_offset_is_not_meant():
    told = dates().as_written("2016-04-29T18:38:08Z")

    assert told == "2016-04-29T18:38:08+08:00"


def test_a_moment_without_an_offset_is_the_clinics_own():
    assert dates().moment("2026/3/5 8:05") == "2026-03-05T08:05:00+08:00"


def test_a_moment_keeps_its_own_offset():
    told = datetime.fromisoformat(dates().moment("2016-04-29T18:38:08Z"))

    assert told == datetime.fromisoformat("2016-04-29T18:38:08+00:00")


def test_the_hour_behind_an_excel_serial_is_a_time_of_day():
    assert dates().moment("46086.604166667") == "2026-03-05T14:30:00+08:00"


@given(st.dates(date(1927, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_every_way_of_writing_it(day):
    reads = dates().day

    assert reads(day.isoformat()) == day
    assert reads(f"{day:%Y%m%d}") == day
    assert reads(f"{day.year}年{day.month}月{day.day}日") == day
    assert reads(f"{day.day}.{day.month}.{day.year}") == day
    assert reads(str((day - SERIAL_ZERO).days)) == day


@given(st.text(max_size=40))
def test_nothing_else_comes_out_of_it_than_a_day_or_a_refusal(written):
    try:
        read = dates().day(written)
    except Unreadable:
        return
    assert isinstance(read, date)
