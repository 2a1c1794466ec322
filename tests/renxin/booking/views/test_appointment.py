from dataclasses import replace

import pytest

from renxin.booking.agreement import book
from renxin.booking.models import Appointment, Service
from renxin.clinics.models import Equipment
from renxin.staff.models import Look
from renxin.staff.roles import Role
from tests.cast import employed, enrolled, signed_in
from tests.renxin.booking.conftest import at_work, clock
from tests.renxin.booking.views.conftest import TUESDAY

NEW = "/calendar/appointments/new/"
HTMX = {"HX-Request": "true"}


def asked(wang_fang, filling, li, first_chair, **other):
    return {
        "patient": wang_fang.pk,
        "service": filling.pk,
        "day": TUESDAY,
        "clock": "10:07",
        "minutes": "25",
        "doctor": li.pk,
        "chair": first_chair.pk,
    } | other


@pytest.fixture
def wanted(wang_fang, filling, li, first_chair):
    return asked(wang_fang, filling, li, first_chair)


@pytest.fixture
def hands(dongyuan):
    """An assistant at work that day."""
    nurse = employed("he", "何静", Role.ASSISTANT, dongyuan)
    at_work(nurse, dongyuan, 3)
    return nurse


def test_an_appointment_is_booked_to_the_minute(desk, wanted, wang_fang, li):
    answer = desk.post(NEW, wanted, headers=HTMX)

    booked = Appointment.objects.get(patient=wang_fang)
    assert answer.status_code == 200
    assert "booking-changed" in answer["HX-Trigger"]
    assert (booked.starts_at, booked.minutes) == (clock(10, 7), 25)
    assert booked.booked_by.username == "qian"
    assert booked.doctor == li


def test_without_script_one_is_sent_back_to_the_day(desk, wanted):
    answer = desk.post(NEW, wanted)

    assert answer.status_code == 302
    assert answer["Location"] == f"/calendar/?day={TUESDAY}"


def test_a_form_sent_twice_books_once(desk, wanted):
    for _again in range(2):
        answer = desk.post(NEW, wanted | {"idempotency_key": "one"}, headers=HTMX)
        assert answer.status_code == 200

    assert Appointment.objects.count() == 1


def test_a_conflict_is_told_in_words_beside_other_times(desk, booked, wanted, xiaodou):
    answer = desk.post(NEW, wanted | {"patient": xiaodou.pk}, headers=HTMX)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "李予安 is taken from 10:00 to 10:40." in said
    assert "data-fills" in said
    assert "clock=10:50" in said
    assert Appointment.objects.count() == 1


def test_only_the_permitted_are_asked_why_it_may_stand_over(
    desk, managing, booked, wanted, xiaodou
):
    again = wanted | {"patient": xiaodou.pk}

    assert 'name="over"' not in desk.post(NEW, again).content.decode()
    assert 'name="over"' in managing.post(NEW, again).content.decode()
    assert desk.post(NEW, again | {"over": "牙痛"}).status_code == 422
    assert managing.post(NEW, again | {"over": "牙痛"}).status_code == 302
    assert Appointment.objects.filter(overbookings__reason="牙痛").count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("clock", "08:00", "That time is over"),
        ("minutes", "0", "at least a minute"),
        ("minutes", "-5", "at least a minute"),
        ("minutes", "1000", "at most twelve hours"),
        ("clock", "17:50", "does not work"),
        ("day", "2026-13-01", "valid date"),
        ("patient", "", "Choose the patient first"),
        ("doctor", "999999", "valid choice"),
        ("service", "999999", "valid choice"),
        ("note", "x" * 201, "at most 200 characters"),
        ("day", "9999-12-31", "two years ahead"),
        ("day", "0001-01-01", "That time is over"),
        ("chair", "x", "valid choice"),
    ],
)
def test_what_cannot_be_booked_is_said_and_nothing_is(desk, wanted, field, typed, said):
    answer = desk.post(NEW, wanted | {field: typed}, headers=HTMX)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Appointment.objects.exists()


def test_an_appointment_ends_on_its_own_day(managing, wanted):
    late = wanted | {"clock": "23:50", "minutes": "20", "over": "急诊"}

    answer = managing.post(NEW, late, headers=HTMX)

    assert "ends on the day it begins" in answer.content.decode()


def test_a_chair_of_another_clinic_cannot_be_chosen(desk, wanted, hexi):
    there = Equipment.objects.create(clinic=hexi, name="CBCT")

    answer = desk.post(NEW, wanted | {"devices": [there.pk]}, headers=HTMX)

    assert answer.status_code == 422


def test_a_patient_of_another_clinic_cannot_be_booked(desk, wanted, hexi):
    stranger = enrolled(hexi, "H1", "欧阳不可见")

    answer = desk.post(NEW, wanted | {"patient": stranger.pk}, headers=HTMX)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("zone", "day", "time"),
    [
        ("America/New_York", "2026-03-08", "02:30"),
        ("America/New_York", "2026-11-01", "01:30"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45"),
    ],
)
def test_a_time_the_clocks_skip_or_repeat_is_no_time(
    managing, dongyuan, wanted, zone, day, time
):
    dongyuan.zone = zone
    dongyuan.save()
    far = wanted | {"day": day, "clock": time, "over": "值班", "service": ""}

    answer = managing.post(NEW, far, headers=HTMX)

    assert answer.status_code == 422
    assert "The clocks are changed on that day" in answer.content.decode()


def test_what_is_typed_is_the_clinics_time(managing, dongyuan, wanted):
    dongyuan.zone = "America/New_York"
    dongyuan.save()

    managing.post(NEW, wanted | {"over": "值班", "day": "2026-03-09", "clock": "09:00"})

    assert (
        Appointment.objects.get().starts_at.isoformat() == "2026-03-09T13:00:00+00:00"
    )


def test_a_form_begins_with_what_was_pressed(desk, li, wang_fang):
    address = f"{NEW}?day={TUESDAY}&clock=14:15&doctor={li.pk}&patient={wang_fang.pk}"

    shown = desk.get(address, headers=HTMX).content.decode()

    assert 'value="14:15"' in shown
    assert f'<option value="{li.pk}" selected>' in shown
    assert "王芳" in shown


def test_a_service_brings_its_length_and_a_free_chair_and_hands(
    desk, booked, wanted, second_chair, chen, hands
):
    root = Service.objects.create(code="root", name="根管", minutes=50, assistants=1)
    typed = wanted | {"service": root.pk, "service_was": "", "doctor": chen.pk}

    shown = desk.post("/calendar/fitting/", typed).content.decode()

    assert 'value="50"' in shown
    assert f'<option value="{second_chair.pk}" selected>' in shown
    assert ">1 号椅 (taken)" in shown
    assert f'value="{hands.pk}" checked' in shown


def test_who_is_not_at_work_is_marked(desk, wanted, li):
    shown = desk.post(
        "/calendar/fitting/", wanted | {"clock": "19:00"}
    ).content.decode()

    assert "李予安 (not at work)" in shown


def test_a_card_opens_with_the_phone_masked_and_the_look_noted(desk, booked, wang_fang):
    shown = desk.get(f"/calendar/appointments/{booked.pk}/").content.decode()

    assert "138****2207" in shown
    assert "13812342207" not in shown
    assert "补牙" in shown
    assert Look.objects.filter(patient_id=wang_fang.pk).exists()


def test_another_clinics_appointment_does_not_exist(client, outsider_zhao, booked):
    desk = signed_in(client, outsider_zhao)

    assert desk.get(f"/calendar/appointments/{booked.pk}/").status_code == 404


def test_a_patient_is_found_by_pinyin(desk, wang_fang):
    found = desk.post("/calendar/patients/", {"q": "wf"}).content.decode()

    assert "王芳" in found


def test_a_taken_time_of_a_device_names_it(
    desk, wang_fang, xiaodou, terms, scanner, chen
):
    with_scanner = replace(terms.place, devices=(scanner,), chair=None)
    book(wang_fang, replace(terms, place=with_scanner), by=None, at=clock(8))

    answer = desk.post(
        NEW,
        {
            "patient": xiaodou.pk,
            "day": TUESDAY,
            "clock": "10:00",
            "minutes": "10",
            "doctor": chen.pk,
            "devices": [scanner.pk],
        },
    )

    assert "口扫 1 is taken" in answer.content.decode()


def test_with_nobody_and_nothing_named_the_desk_is_asked_for_it(desk, wanted):
    nobody = wanted | {"doctor": "", "chair": ""}

    answer = desk.post(NEW, nobody, headers=HTMX)

    assert answer.status_code == 422
    assert "Choose with whom or where" in answer.content.decode()
    assert not Appointment.objects.exists()


def test_nobody_is_booked_for_two_places_at_once(desk, wanted, chen, second_chair):
    desk.post(NEW, wanted, headers=HTMX)
    meanwhile = {"doctor": chen.pk, "chair": second_chair.pk, "clock": "10:20"}

    answer = desk.post(NEW, wanted | meanwhile, headers=HTMX)

    assert answer.status_code == 422
    assert "王芳 has another appointment then (03-03 10:07)" in answer.content.decode()
    assert Appointment.objects.count() == 1
