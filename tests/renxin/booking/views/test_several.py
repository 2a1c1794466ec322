import re
from dataclasses import replace

import pytest
from django.utils.html import escape

from renxin.booking.agreement import book
from renxin.booking.kinds import Through
from renxin.booking.models import Appointment, Series, Service
from renxin.booking.several import book_series
from renxin.patients.models import Enrolment
from renxin.staff.middleware import CLINIC
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import SINCE, enrolled, signed_in
from tests.renxin.booking.conftest import at_work, clock
from tests.renxin.booking.views.conftest import TUESDAY

SERIES, TOGETHER = "/calendar/series/new/", "/calendar/together/new/"
HTMX = {"HX-Request": "true"}
MOST_QUERIES = 60


@pytest.fixture
def sittings(wang_fang, filling, li, first_chair, dongyuan):
    at_work(li, dongyuan, 10, 17)
    return {
        "patient": wang_fang.pk,
        "service": filling.pk,
        "doctor": li.pk,
        "what": "46 根管",
        "day": TUESDAY,
        "clock": "10:00",
        "times": 3,
        "every_days": 7,
    }


@pytest.fixture
def parts(wang_fang, filling, li, chen, first_chair, second_chair):
    review = Service.objects.create(
        code="review", name="复查", minutes=20, cleanup_minutes=0
    )
    return {
        "patient": wang_fang.pk,
        "service_1": filling.pk,
        "doctor_1": li.pk,
        "service_2": review.pk,
        "doctor_2": chen.pk,
        "first_on": TUESDAY,
        "last_on": "2026-03-05",
    }


def hidden(said, name):
    return [
        value.replace("&amp;", "&")
        for value in re.findall(f'name="{name}" value="([^"]+)"', said)
    ]


def looked(desk, address, asked):
    return desk.post(address, asked | {"look": "1"}, headers=HTMX).content.decode()


def test_the_sittings_of_a_series_are_looked_for_and_booked(
    desk, sittings, wang_fang, li
):
    said = looked(desk, SERIES, sittings)
    assert "Tue, March 10 10:00" in said
    assert not Appointment.objects.exists()

    answer = desk.post(
        SERIES, sittings | {"sitting": hidden(said, "sitting")}, headers=HTMX
    )

    series = Series.objects.get()
    starts = [one.starts_at for one in series.appointments.order_by("starts_at")]
    assert answer.status_code == 200
    assert "Booked: 3 sittings" in answer.content.decode()
    assert starts == [clock(10), clock(10, day=10), clock(10, day=17)]
    assert (series.what, series.patient) == ("46 根管", wang_fang)


def test_a_sitting_that_was_unticked_is_not_booked(desk, sittings):
    said = looked(desk, SERIES, sittings)
    two = hidden(said, "sitting")[:2]

    desk.post(SERIES, sittings | {"sitting": two}, headers=HTMX)

    assert Appointment.objects.filter(through=Through.SERIES).count() == 2


def test_a_sitting_for_which_nothing_is_free_is_told_of(desk, sittings):
    said = looked(desk, SERIES, sittings | {"times": 4})

    assert len(hidden(said, "sitting")) == 3
    assert "Nothing is free around Tue, March 24." in said


def test_a_series_of_which_one_time_is_gone_books_none(desk, sittings, xiaodou, terms):
    said = looked(desk, SERIES, sittings)
    gone = replace(terms.place, starts_at=clock(10, day=10))
    book(xiaodou, replace(terms, place=gone), by=None, at=clock(8))

    answer = desk.post(
        SERIES, sittings | {"sitting": hidden(said, "sitting")}, headers=HTMX
    )

    assert answer.status_code == 422
    assert "is taken" in answer.content.decode()
    assert not Series.objects.exists()
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"times": 1}, "greater than or equal to 2"),
        ({"times": 999}, "less than or equal to 24"),
        ({"every_days": 0}, "greater than or equal to 1"),
        ({"patient": ""}, "Choose the patient first."),
        ({"day": "2026-03-07"}, "Nothing is free on the first day"),
        ({}, "Look for the times first"),
    ],
)
def test_what_is_no_series_is_sent_back(desk, sittings, wrong, said):
    extra = {"look": "1"} if "day" in wrong else {}

    answer = desk.post(SERIES, sittings | wrong | extra, headers=HTMX)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_rest_of_a_series_is_called_off(desk, wang_fang, terms, filling):
    places = [terms.place, replace(terms.place, starts_at=clock(10, day=4))]
    series = book_series(wang_fang, places, filling, what="根管", by=None, at=clock(8))
    address = f"/calendar/series/{series.pk}/ending/"
    asked = desk.get(address, headers=HTMX).content.decode()
    assert asked.count("补牙") == 2

    how = {"how": "CANCELLED_BY_PATIENT", "why": "ELSEWHERE"}
    answer = desk.post(address, how, headers=HTMX)

    assert "Called off: 2 sittings" in answer.content.decode()
    assert not Appointment.objects.due().exists()
    assert {one.outcome.why for one in series.appointments.all()} == {"ELSEWHERE"}


def test_a_series_is_called_off_only_with_the_right_of_its_own_clinic(
    client, wang_fang, terms, filling, outsider_zhao
):
    """A trainer here who books at another clinic, and sits there now."""
    series = book_series(
        wang_fang, [terms.place], filling, what="根管", by=None, at=clock(8)
    )
    hexi = outsider_zhao.posts.get().clinic
    trains = {"clinic": terms.place.clinic, "role": Role.TRAINER, "since_on": SINCE}
    Post.objects.create(staff=outsider_zhao, **trains)
    Enrolment.objects.create(patient=wang_fang, clinic=hexi, at=clock(8))
    desk = signed_in(client, outsider_zhao)
    session = desk.session
    session[CLINIC] = hexi.pk
    session.save()

    how = {"how": "CANCELLED_BY_PATIENT", "why": "ELSEWHERE"}
    answer = desk.post(f"/calendar/series/{series.pk}/ending/", how, headers=HTMX)

    assert answer.status_code == 403
    assert Appointment.objects.due().exists()


def test_one_service_follows_the_other_in_one_coming(desk, parts, li, chen):
    said = looked(desk, TOGETHER, parts)
    assert "Tue, March 3 08:30" in said

    desk.post(TOGETHER, parts | {"part": hidden(said, "part")}, headers=HTMX)

    first, second = Appointment.objects.order_by("starts_at")
    assert (first.doctor, second.doctor) == (li, chen)
    assert second.coming == first
    assert first.ends_at <= second.starts_at


def test_where_one_cannot_follow_the_other_it_is_said(desk, parts):
    asked = parts | {"first_on": "2026-03-07", "last_on": "2026-03-08"}

    said = looked(desk, TOGETHER, asked)

    assert "does one follow the other" in said


def test_days_in_the_wrong_order_are_sent_back(desk, parts):
    asked = parts | {"first_on": "2026-03-05", "last_on": TUESDAY, "look": "1"}

    answer = desk.post(TOGETHER, asked, headers=HTMX)

    assert answer.status_code == 422
    assert "The last day comes before the first." in answer.content.decode()


def test_patients_of_another_clinic_are_not_booked(desk, sittings, hexi):
    theirs = enrolled(hexi, "H-1", "不可见")

    answer = desk.post(SERIES, sittings | {"patient": theirs.pk, "look": "1"})

    assert answer.status_code == 404
    assert "不可见" not in answer.content.decode()


@pytest.mark.parametrize("address", [SERIES, TOGETHER])
def test_a_dialog_opens_with_few_questions_to_the_house(
    desk, address, li, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        assert desk.get(address, headers=HTMX).status_code == 200


def test_looking_for_a_series_asks_little(
    desk, sittings, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        looked(desk, SERIES, sittings)


def test_what_it_is_called_is_shown_as_typed(desk, sittings):
    said = looked(desk, SERIES, sittings | {"what": "<b>46</b>"})

    assert escape("<b>46</b>") in said
