from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from renxin.clinics.models import Chair
from renxin.journal.models import Entry
from renxin.rosters.layout import LOCK
from renxin.rosters.models import Pattern, Shift
from renxin.rosters.models.pattern import Every
from renxin.rosters.refusals import (
    BreakOutside,
    EndedAlready,
    IsOver,
    NoLength,
    NotEmployed,
    OfAnotherClinic,
    PatternsClash,
)
from renxin.rosters.spans import span
from renxin.rosters.weeks import WorkingWeek, end, make
from renxin.staff.roles import Role
from tests.cast import NOON
from tests.locks import until_somebody_waits
from tests.renxin.rosters.conftest import MONDAY, clock

pytestmark = pytest.mark.django_db

MORNING = (8 * 60, 12 * 60)


@pytest.fixture
def by(manager_gu):
    return {"by": manager_gu, "at": NOON}


@pytest.fixture
def week(doctor_li, dongyuan):
    return WorkingWeek(
        staff=doctor_li,
        clinic=dongyuan,
        role=Role.DOCTOR,
        weekdays=frozenset({1, 3}),
        stretches=(MORNING,),
        since_on=MONDAY,
    )


def test_a_week_is_written_down_told_and_laid_out(week, by):
    done = make(week, **by)

    assert (Pattern.objects.count(), done.laid) == (2, 16)
    (entry,) = Entry.objects.filter(fact="rosters.patterns_made")
    assert entry.told().telling() == "李予安·2"


def test_two_people_take_turns_week_by_week(week, by):
    second = replace(week, every=Every.SECOND_WEEK)
    other = replace(second, since_on=MONDAY + timedelta(weeks=1))

    make(second, **by)
    make(other, **by)

    tuesdays = Shift.objects.filter(pattern__weekday=1).order_by("laid_for")
    assert [one.laid_for for one in tuesdays] == [
        date(2026, 3, 3) + timedelta(weeks=n) for n in range(8)
    ]
    assert set(Pattern.objects.values_list("turn", flat=True)) == {0, 1}


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"since_on": MONDAY - timedelta(days=1)}, IsOver),
        ({"stretches": ((720, 480),)}, NoLength),
        ({"stretches": (MORNING, (600, 800))}, BreakOutside),
        ({"role": Role.ASSISTANT}, NotEmployed),
    ],
)
def test_a_week_that_cannot_be_is_not_half_written(week, by, wrong, refusal):
    with pytest.raises(refusal):
        make(replace(week, **wrong), **by)

    assert not Pattern.objects.exists()


def test_a_room_of_another_clinic_is_refused(week, by, hexi):
    chair = Chair.objects.create(clinic=hexi, name="1 号椅")

    with pytest.raises(OfAnotherClinic):
        make(replace(week, chair=chair), **by)


def test_an_ended_pattern_makes_room_for_another_from_that_day(week, by):
    make(week, **by)
    tuesday = Pattern.objects.get(weekday=1)

    done = end(tuesday, on=date(2026, 3, 17), **by)
    make(replace(week, weekdays=frozenset({1}), since_on=date(2026, 3, 17)), **by)

    assert done.withdrawn == 6
    assert Shift.objects.filter(pattern__weekday=1).count() == 8
    with pytest.raises(EndedAlready):
        end(tuesday, on=date(2026, 3, 24), **by)


def test_a_pattern_is_not_ended_in_the_past_and_may_end_before_it_began(week, by):
    later = replace(week, since_on=MONDAY + timedelta(days=30))
    make(later, **by)
    tuesday = Pattern.objects.get(weekday=1)

    with pytest.raises(IsOver):
        end(tuesday, on=MONDAY - timedelta(days=1), **by)
    end(tuesday, on=MONDAY, **by)

    tuesday.refresh_from_db()
    assert tuesday.until_on == tuesday.since_on
    assert not tuesday.shifts.exists()


def test_a_pattern_that_stands_is_named_where_another_would_clash(week, by):
    make(week, **by)

    with pytest.raises(PatternsClash, match="08:00–12:00"):
        make(replace(week, stretches=((600, 800),)), **by)

    assert Pattern.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_ends_a_pattern_and_who_lays_it_out_never_wait_for_each_other(week, by):
    make(week, **by)
    pattern = Pattern.objects.select_related("staff", "clinic").first()

    def at_another_desk():
        try:
            return end(pattern, on=MONDAY + timedelta(weeks=1), **by)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as desk:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            ended = desk.submit(at_another_desk)
            until_somebody_waits(cursor)
            cursor.execute("SET LOCAL lock_timeout = '1s'")
            laid = date(2027, 3, 2)
            during = span(clock(8, day=1), clock(9, day=1))
            Shift.objects.create(
                staff=pattern.staff,
                clinic=pattern.clinic,
                role=Role.DOCTOR,
                during=during,
                pattern=pattern,
                laid_for=laid,
            )
        assert ended.result().withdrawn > 0
