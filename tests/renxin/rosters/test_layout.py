from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renxin.clinics import week as opening
from renxin.clinics.models import Clinic
from renxin.journal.models import Entry
from renxin.rosters.layout import lay_out
from renxin.rosters.models import Pattern, Shift
from renxin.rosters.models.pattern import turn_of
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role
from tests.cast import NOON, SINCE, employed
from tests.renxin.rosters.conftest import MONDAY, clock

pytestmark = pytest.mark.django_db

OVERLAPS = """
SELECT count(*) FROM rosters_shift a JOIN rosters_shift b
    ON a.staff_id = b.staff_id AND a.id < b.id AND a.during && b.during
"""


def pattern(staff, clinic, weekday=1, first=8 * 60, last=12 * 60, **more):
    fields = {"role": Role.DOCTOR, "since_on": MONDAY, "at": NOON} | more
    return Pattern.objects.create(
        staff=staff,
        clinic=clinic,
        weekday=weekday,
        from_minute=first,
        until_minute=last,
        **fields,
    )


def days():
    return sorted(Shift.objects.values_list("laid_for", flat=True))


def test_eight_weeks_are_laid_out_and_laying_them_again_changes_nothing(
    doctor_li, dongyuan
):
    pattern(doctor_li, dongyuan)

    first = lay_out(at=NOON)
    again = lay_out(at=NOON)

    assert (first.laid, again.laid, again.withdrawn) == (8, 0, 0)
    assert days() == [date(2026, 3, 3) + timedelta(weeks=n) for n in range(8)]
    assert Shift.objects.earliest("laid_for").during.lower == clock(8)


def test_the_next_night_adds_the_next_day_and_keeps_the_rest(doctor_li, dongyuan):
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)

    night = lay_out(at=NOON + timedelta(days=1))

    assert (night.laid, night.withdrawn) == (1, 0)
    assert days()[-1] == date(2026, 4, 28)


def test_every_second_week_counts_from_the_week_it_began_in(doctor_li, dongyuan):
    pattern(doctor_li, dongyuan, every=2, turn=turn_of(MONDAY))
    pattern(doctor_li, dongyuan, 3, every=2, turn=turn_of(MONDAY + timedelta(weeks=1)))

    lay_out(at=NOON)

    tuesdays = [day for day in days() if day.weekday() == 1]
    thursdays = [day for day in days() if day.weekday() == 3]
    assert tuesdays == [date(2026, 3, 3) + timedelta(weeks=n) for n in (0, 2, 4, 6)]
    assert thursdays == [date(2026, 3, 12) + timedelta(weeks=n) for n in (0, 2, 4, 6)]


def test_a_pattern_holds_from_its_first_day_up_to_its_last(doctor_li, dongyuan):
    pattern(doctor_li, dongyuan, since_on=date(2026, 3, 10), until_on=date(2026, 3, 24))

    lay_out(at=NOON)

    assert days() == [date(2026, 3, 10), date(2026, 3, 17)]


def test_what_has_begun_is_neither_laid_nor_taken_away(doctor_li, dongyuan):
    earlier = pattern(doctor_li, dongyuan, 0, 8 * 60, 14 * 60)

    lay_out(at=NOON)
    assert MONDAY not in days()
    Shift.objects.create(
        staff=doctor_li,
        clinic=dongyuan,
        role=Role.DOCTOR,
        during=(clock(8, day=2), clock(14, day=2)),
        pattern=earlier,
        laid_for=MONDAY,
    )
    Pattern.objects.update(until_on=MONDAY)

    lay_out(at=NOON)

    assert days() == [MONDAY]


def test_what_was_dropped_by_hand_stays_away(doctor_li, dongyuan, manager_gu):
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)
    Shift.objects.get(laid_for=date(2026, 3, 3)).drop(by=manager_gu, at=NOON)

    lay_out(at=NOON)

    assert days()[0] == date(2026, 3, 10)


def test_what_was_changed_by_hand_stays_though_its_pattern_ends(
    doctor_li, dongyuan, manager_gu
):
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)
    tuesday = Shift.objects.get(laid_for=date(2026, 3, 3))
    longer = (clock(8), clock(15))
    tuesday.change(
        type(tuesday.during)(*longer),
        department=None,
        chair=None,
        by=manager_gu,
        at=NOON,
    )
    Pattern.objects.update(until_on=MONDAY)

    done = lay_out(at=NOON)

    assert done.withdrawn == 7
    assert Shift.objects.get().during.upper == clock(15)


def test_what_falls_away_is_told_once_a_person(doctor_li, dongyuan):
    pattern(doctor_li, dongyuan)
    pattern(doctor_li, dongyuan, 2)
    lay_out(at=NOON)
    Pattern.objects.update(until_on=MONDAY)

    lay_out(at=NOON, by_id=doctor_li.pk)

    (entry,) = Entry.objects.filter(fact="rosters.shifts_withdrawn")
    assert entry.told().shifts == 16
    assert entry.told().telling().startswith("李予安，03-03 08:00 至 04-22")


@pytest.mark.parametrize("how", ["post", "person"])
def test_nobody_is_laid_out_who_will_not_be_there(doctor_li, dongyuan, how):
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)
    if how == "post":
        Post.objects.filter(staff=doctor_li).update(until_on=date(2026, 3, 10))
    else:
        Staff.objects.filter(pk=doctor_li.pk).update(is_active=False)

    lay_out(at=NOON)

    assert days() == ([] if how == "person" else [date(2026, 3, 3)])


def test_a_day_on_which_the_clinic_is_shut_has_no_shifts_until_it_opens_again(
    doctor_li, dongyuan
):
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)
    by = {"by_id": doctor_li.pk, "at": NOON}

    shut = opening.except_on(dongyuan, date(2026, 3, 3), "设备检修", None, **by)
    assert days()[0] == date(2026, 3, 10)
    opening.take_back(shut, **by)

    assert days()[0] == date(2026, 3, 3)


def test_one_clinic_can_be_laid_out_without_touching_another(
    doctor_li, outsider_zhao, dongyuan, hexi
):
    pattern(doctor_li, dongyuan)
    pattern(outsider_zhao, hexi, role=Role.GREETER)

    lay_out(at=NOON, clinics=[hexi])

    assert {shift.clinic for shift in Shift.objects.all()} == {hexi}


def test_a_shift_already_worked_elsewhere_goes_before_the_pattern(
    doctor_li, dongyuan, hexi
):
    Shift.objects.create(
        staff=doctor_li,
        clinic=hexi,
        role=Role.DOCTOR,
        during=(clock(11), clock(13)),
    )
    pattern(doctor_li, dongyuan)

    done = lay_out(at=NOON)

    assert done.laid == 7


@pytest.mark.parametrize(
    ("zone", "sunday"),
    [
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
        ("Europe/London", date(2026, 3, 29)),
        ("Europe/London", date(2026, 10, 25)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),
        ("Australia/Lord_Howe", date(2026, 10, 4)),
    ],
)
def test_eight_to_twelve_is_eight_to_twelve_in_a_week_the_clocks_change(zone, sunday):
    clinic = Clinic.objects.create(name="Far", short_name="Far", code="far", zone=zone)
    doctor = employed("far", "Doctor Far", Role.DOCTOR, clinic)
    for weekday in range(7):
        pattern(doctor, clinic, weekday, since_on=sunday - timedelta(days=3))
    before = datetime.combine(
        sunday - timedelta(days=3), datetime.min.time(), ZoneInfo(zone)
    )

    lay_out(at=before, ahead=timedelta(days=7))

    local = [
        (one.during.lower.astimezone(ZoneInfo(zone)), one.during.upper, one.laid_for)
        for one in Shift.objects.all()
    ]
    assert len(local) == 8
    for starts_at, ends_at, day in local:
        assert (f"{starts_at:%H:%M}", starts_at.date()) == ("08:00", day)
        assert f"{ends_at.astimezone(ZoneInfo(zone)):%H:%M}" == "12:00"


def test_a_stretch_within_the_hour_the_clocks_skip_is_none():
    clinic = Clinic.objects.create(
        name="Night", short_name="Night", code="night", zone="America/New_York"
    )
    doctor = employed("night", "Doctor Night", Role.DOCTOR, clinic)
    pattern(doctor, clinic, 6, 2 * 60, 3 * 60)

    lay_out(at=NOON, ahead=timedelta(days=14))

    assert days() == [date(2026, 3, 15)]


def test_two_patterns_of_one_person_cannot_hold_the_same_time(doctor_li, dongyuan):
    pattern(doctor_li, dongyuan, every=2, turn=0)

    pattern(doctor_li, dongyuan, every=2, turn=1)
    pattern(doctor_li, dongyuan, first=720, last=800)
    for more in ({"every": 2, "turn": 0}, {"every": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            pattern(doctor_li, dongyuan, **more)


WEEKS = st.lists(
    st.tuples(
        st.integers(0, 2),  # who
        st.integers(0, 1),  # where
        st.integers(0, 6),  # weekday
        st.integers(0, 22),  # from, in hours
        st.integers(1, 12),  # how long
        st.sampled_from([(1, 0), (2, 0), (2, 1)]),
        st.integers(0, 20),  # since, in days
    ),
    max_size=25,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(weeks=WEEKS, nights=st.integers(1, 3))
def test_whatever_the_patterns_nobody_is_ever_at_two_places_at_once(
    doctor_li, dongyuan, weeks, nights
):
    with transaction.atomic():
        far = Clinic.objects.create(
            name="Far", short_name="Far", code="far", zone="Europe/London"
        )
        people = [employed(f"p{n}", f"p{n}", Role.DOCTOR, None) for n in range(3)]
        for who, where, weekday, first, long, (every, turn), since in weeks:
            try:
                with transaction.atomic():
                    pattern(
                        people[who],
                        (dongyuan, far)[where],
                        weekday,
                        first * 60,
                        min((first + long) * 60, 1440),
                        every=every,
                        turn=turn,
                        since_on=SINCE + timedelta(days=since),
                    )
            except IntegrityError:
                continue
        for night in range(nights):
            lay_out(at=NOON + timedelta(days=night))
        once = Counter(Shift.objects.values_list("pattern", "laid_for"))
        with connection.cursor() as cursor:
            cursor.execute(OVERLAPS)
            assert cursor.fetchone()[0] == 0
        assert max(once.values(), default=1) == 1
        transaction.set_rollback(True)


def test_many_people_are_laid_out_in_a_handful_of_statements(
    dongyuan, django_assert_max_num_queries
):
    for number in range(10):
        doctor = employed(f"d{number}", f"d{number}", Role.DOCTOR, dongyuan)
        for weekday in range(5):
            pattern(doctor, dongyuan, weekday)

    with django_assert_max_num_queries(5):
        done = lay_out(at=NOON)

    assert done.laid == 400
