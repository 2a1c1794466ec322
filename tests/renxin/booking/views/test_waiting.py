import re
from datetime import time, timedelta

import pytest

from renxin.booking.kinds import How
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.clinics.models import Department
from renxin.staff.models import Look
from tests.cast import NOON, employed, signed_in
from tests.renxin.booking.conftest import clock
from tests.renxin.booking.test_waitlist import full_day, queue
from tests.renxin.booking.views.conftest import TUESDAY, speaking_english

__all__ = ["full_day", "queue"]

LIST, NEW = f"/calendar/waiting/?day={TUESDAY}", "/calendar/waiting/new/"
HTMX = {"HX-Request": "true"}
MOST_QUERIES = 40


@pytest.fixture
def offered(full_day, queue):
    """Ten o'clock was given back, and who is in pain is asked about it."""
    full_day.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=clock(8, 30))
    return WaitlistOffer.objects.open().get()


def fields(patient, service, **more):
    return {
        "patient": patient.pk,
        "service": service.pk,
        "first_on": "2026-03-03",
        "last_on": "2026-03-13",
        "weekdays": ["0", "1", "2", "3", "4"],
    } | more


def test_who_waits_is_listed_in_order_with_the_place_that_would_fit(
    desk, queue, li, first_chair
):
    said = desk.get(LIST).content.decode()

    names = re.findall(r'hx-swap="innerHTML">([^<]+)</a>', said)
    assert names == ["疼痛", "先来", "后到"]
    assert "3 people, in pain first" in said
    assert "anybody" in said
    assert "in pain" in said
    assert "Give 08:30" in said


def test_a_place_is_given_with_one_button(desk, queue, li, first_chair):
    said = desk.get(LIST).content.decode()
    form = said.partition(f'hx-post="/calendar/waiting/{queue[2].pk}/place/"')[2]
    form = form.partition("</form>")[0]
    named = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))

    answer = desk.post(f"/calendar/waiting/{queue[2].pk}/place/", named, headers=HTMX)

    booked = Appointment.objects.get(patient=queue[2].patient)
    assert answer.status_code == 200
    assert "booking-changed" in answer["HX-Trigger"]
    assert booked.booked_by.username == "qian"
    assert booked.starts_at == clock(8, 30)


def test_a_place_that_is_gone_is_said_to_be(desk, queue, booked, li, first_chair):
    place = {
        "day": TUESDAY,
        "clock": "10:00",
        "minutes": 40,
        "doctor": li.pk,
        "chair": first_chair.pk,
    }

    answer = desk.post(f"/calendar/waiting/{queue[0].pk}/place/", place, headers=HTMX)

    assert answer.status_code == 422
    assert "is taken from 10:00" in answer.content.decode()
    assert WaitlistEntry.objects.waiting().count() == 3


def test_half_a_place_is_refused(desk, queue):
    answer = desk.post(f"/calendar/waiting/{queue[0].pk}/place/", {}, headers=HTMX)

    assert answer.status_code == 422
    assert "cannot be read" in answer.content.decode()


def test_who_is_asked_stands_above_with_the_time_to_answer(desk, offered):
    said = desk.get(LIST).content.decode()

    assert "asked about today 10:00, 李予安" in said
    assert "answers by 09:00" in said


def test_a_yes_on_the_phone_books_it(desk, offered):
    answer = desk.post(f"/calendar/offers/{offered.pk}/yes/", headers=HTMX)

    assert answer.status_code == 200
    assert Appointment.objects.filter(patient=offered.entry.patient).exists()


def test_a_no_goes_on_to_the_next(desk, offered, queue):
    desk.post(f"/calendar/offers/{offered.pk}/no/", headers=HTMX)

    assert WaitlistOffer.objects.open().get().entry == queue[0]


def test_an_answer_pressed_twice_counts_once(desk, offered):
    for status in (200, 422):
        answer = desk.post(f"/calendar/offers/{offered.pk}/yes/", headers=HTMX)
        assert answer.status_code == status

    assert Appointment.objects.filter(patient=offered.entry.patient).count() == 1


def test_somebody_is_put_on_the_list(desk, wang_fang, filling, dongyuan):
    endo = Department.objects.create(clinic=dongyuan, name="牙体牙髓", code="endo")
    asked = fields(
        wang_fang, filling, who=f"department-{endo.pk}", not_before="14:00", hurts="on"
    )

    answer = desk.post(NEW, asked, headers=HTMX)

    entry = WaitlistEntry.objects.get()
    assert answer.status_code == 200
    assert (entry.patient, entry.department, entry.doctor) == (wang_fang, endo, None)
    assert (entry.not_before, entry.hurts) == (time(14), True)
    assert entry.weekdays == [0, 1, 2, 3, 4]
    assert entry.made_by.username == "qian"


def test_an_earlier_place_may_be_wanted_instead_of_what_one_has(
    desk, booked, wang_fang, filling
):
    shown = desk.post(
        "/calendar/waiting/instead/", {"patient": wang_fang.pk}
    ).content.decode()
    assert f'name="instead_of" value="{booked.pk}"' in shown

    desk.post(NEW, fields(wang_fang, filling, instead_of=booked.pk), headers=HTMX)

    assert WaitlistEntry.objects.get().instead_of == booked


def test_who_is_found_is_shown_with_what_they_have(desk, booked, wang_fang):
    said = desk.post("/calendar/waiting/patients/", {"q": "wf"}).content.decode()

    assert f'name="patient" value="{wang_fang.pk}" checked' in said
    assert f'name="instead_of" value="{booked.pk}"' in said


def test_what_another_has_is_not_given_up_for_them(desk, booked, xiaodou, filling):
    answer = desk.post(NEW, fields(xiaodou, filling, instead_of=booked.pk))

    assert answer.status_code == 404
    assert not WaitlistEntry.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last_on": "2026-03-01"}, "The last day comes before the first."),
        ({"first_on": "2026-02-01", "last_on": "2026-03-02"}, "That day is over."),
        ({"last_on": "2028-03-01"}, "Choose a day within a year."),
        (
            {"last_on": "2026-03-04", "weekdays": ["6"]},
            "None of these days lies in between.",
        ),
        ({"not_before": "15:00", "not_after": "14:00"}, "It ends before it begins."),
        ({"patient": ""}, "Choose the patient first."),
        ({"who": "doctor-999999"}, "Select a valid choice"),
        ({"service": ""}, "required"),
        ({"weekdays": []}, "required"),
    ],
)
def test_what_cannot_be_waited_for_is_sent_back(desk, wang_fang, filling, wrong, said):
    answer = desk.post(NEW, fields(wang_fang, filling) | wrong, headers=HTMX)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not WaitlistEntry.objects.exists()


def test_the_form_begins_with_the_next_two_weeks(desk, wang_fang):
    said = desk.get(f"{NEW}?patient={wang_fang.pk}", headers=HTMX).content.decode()

    assert 'value="2026-03-03"' in said
    assert 'value="2026-03-17"' in said
    assert said.count("checked") == 8
    assert "王芳" in said


def test_one_who_waits_is_shown_with_the_places_that_fit(desk, queue, li, first_chair):
    said = desk.get(f"/calendar/waiting/{queue[0].pk}/", headers=HTMX).content.decode()

    assert "anybody·补牙·until Fri, March 6" in said
    assert "tomorrow 08:00·李予安·1 号椅" in said
    assert Look.objects.filter(patient_id=queue[0].patient_id).exists()


def test_who_wants_none_any_more_leaves_the_list(desk, queue):
    desk.post(f"/calendar/waiting/{queue[0].pk}/leaving/", headers=HTMX)
    again = desk.post(f"/calendar/waiting/{queue[0].pk}/leaving/", headers=HTMX)

    assert again.status_code == 422
    assert WaitlistEntry.objects.get(pk=queue[0].pk).left == "WITHDREW"


def test_the_list_of_another_clinic_is_not_there(client, queue, outsider_zhao):
    there = signed_in(client, speaking_english(outsider_zhao))

    assert there.get(f"/calendar/waiting/{queue[0].pk}/").status_code == 404
    assert "疼痛" not in there.get(LIST).content.decode()
    assert there.post(f"/calendar/waiting/{queue[0].pk}/leaving/").status_code == 404


def test_who_may_only_look_has_nothing_to_press(client, queue, dongyuan, li):
    station = signed_in(client, employed("zhan", "站", "STATION", dongyuan))

    said = station.get(LIST).content.decode()

    assert "疼痛" in said
    assert "<form" not in said


def test_the_list_asks_little(
    desk, queue, li, first_chair, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        desk.get(LIST)


def test_on_another_day_its_own_places_are_told(desk, queue, li, first_chair):
    said = desk.get("/calendar/waiting/?day=2026-03-04").content.decode()

    assert "Give Wed 08:00" in said


def test_who_waits_since_when_is_said_in_days(desk, queue):
    long_ago = NOON - timedelta(days=4)
    WaitlistEntry.objects.filter(pk=queue[0].pk).update(made_at=long_ago)

    assert "waits 5 days" in desk.get(LIST).content.decode()
