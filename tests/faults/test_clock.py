"""FI-09: clocks jump, days have 23 hours or 25, a second comes twice.

Nobody is written to twice or never because of it, and nobody by night. That the time
for which a message is in hand is no machine's own is tried in
``tests/renxin/voice/outbox/test_clock.py``.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from renxin.clinics.models import Clinic
from renxin.exchange.reading.dates import Dates
from renxin.exchange.reading.unreadable import Unreadable
from renxin.patients.models import Patient
from renxin.voice.models import Message
from renxin.voice.outbox import sending
from tests.cast import NOON
from tests.faults.figures import found
from tests.renxin.exchange.conftest import bring, read_here
from tests.renxin.voice.conftest import gateway, message, thing, written

__all__ = ["bring", "gateway", "message", "read_here", "thing"]

AN_HOUR, HALF = timedelta(hours=1), timedelta(minutes=30)
# A zone, and a day on which its clocks go on or back, or do neither.
TURNS = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/London", date(2026, 3, 29)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Shanghai", date(2026, 3, 8)),
]
JUMPS = [[AN_HOUR], [-AN_HOUR], [AN_HOUR, -AN_HOUR], [-AN_HOUR, AN_HOUR, -AN_HOUR]]


@pytest.fixture(scope="module")
def tally():
    """What was said and how often, over everything that was tried."""
    told = {"tried": 0, "never_said": 0, "said_twice": 0, "said_by_night": 0}
    yield told
    if told["tried"] == len(TURNS) + 2 * len(JUMPS):
        found("FI-09", **told)


def count(tally, gateway):
    times = len(gateway.took)
    tally["tried"] += 1
    tally["never_said"] += times == 0
    tally["said_twice"] += times > 1
    assert times == 1


@pytest.mark.parametrize(("zone", "day"), TURNS)
def test_where_clocks_are_changed_a_message_of_the_night_goes_out_once_by_day(
    wang_fang, dongyuan, gateway, tally, zone, day
):
    """Looked at every half hour through the night and all of the day of the change."""
    Clinic.objects.update(zone=zone)
    here = ZoneInfo(zone)
    evening = datetime(day.year, day.month, day.day, tzinfo=here) - AN_HOUR
    begin = evening.astimezone(UTC)
    times = {"not_before": begin, "not_after": begin + timedelta(days=1, hours=2)}
    dongyuan.refresh_from_db()
    written(wang_fang, dongyuan, made_at=begin, **times)
    at_night = []

    for tick in range(52):
        now = begin + tick * HALF
        sending.send_due(now=lambda: now, ways=[gateway])  # noqa: B023
        if gateway.took and not at_night:
            at_night.append(now.astimezone(here))

    tally["said_by_night"] += not 8 <= at_night[0].hour < 21
    assert (at_night[0].date(), at_night[0].hour) == (day, 8)
    count(tally, gateway)


@pytest.mark.parametrize("answer", ["clear", "lost"])
@pytest.mark.parametrize("jumps", JUMPS, ids=len)
def test_a_clock_that_jumps_while_it_goes_out_makes_it_neither_two_nor_none(
    message, gateway, tally, jumps, answer
):
    """Whatever was answered: what is uncertain is asked after, not said again."""
    if answer == "lost":
        keep_and_break(gateway)
    now = NOON

    for step in [timedelta(), *jumps, *[AN_HOUR] * 3]:
        now += step + timedelta(minutes=3)
        sending.send_due(now=lambda: now, ways=[gateway])  # noqa: B023

    assert not Message.objects.waiting().exists()
    count(tally, gateway)


def keep_and_break(gateway):
    """The first time it takes the message, and the line breaks before it says so."""
    kindly = gateway.send

    def send(letter):
        answer = kindly(letter)
        if len(gateway.took) == 1:
            raise ConnectionResetError
        return answer

    gateway.send = send


def test_a_birthday_in_the_hour_that_summer_time_skipped_stays_that_day(bring):
    bring("patient_id,name,birth_on\n7,许念,1988-04-17 02:30\n", "patients")

    assert Patient.objects.get(name="许念").birth_on == date(1988, 4, 17)


def test_a_leap_second_is_refused_with_its_reason_and_breaks_nothing():
    dates = Dates(ZoneInfo("Asia/Shanghai"), "")

    with pytest.raises(Unreadable):
        dates.moment("2017-01-01 07:59:60")
