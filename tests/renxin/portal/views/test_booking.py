import re
from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.booking.kinds import How
from renxin.booking.models import Appointment, Occupation, Service
from renxin.portal import policy
from renxin.portal.handles import handle_of
from tests.cast import enrolled, reached
from tests.renxin.booking.conftest import clock
from tests.renxin.portal.conftest import agreed, holding, page, press, said

TOKEN = re.compile(r'name="place" value="([^"]+)"')


@pytest.fixture
def open_clinic(li, first_chair, filling):
    return filling


def tokens(phone, **query):
    answer = page(phone, "times", service="filling", **query)
    return TOKEN.findall(answer.content.decode())


def test_a_patient_finds_a_time_holds_it_and_books_it(phone, wang_fang, open_clinic):
    first = tokens(phone)[0]

    answer = press(phone, "hold", place=first, service="filling")

    held = Appointment.objects.get()
    assert held.held_until is not None
    assert held.through == "PORTAL"
    agreed = phone.post(f"{answer['Location']}agreement/")
    assert agreed.status_code == 302
    held.refresh_from_db()
    assert held.held_until is None
    assert "等您确认" in said(page(phone, "home"))


def test_who_wants_one_doctor_sees_them_first(phone, open_clinic, chen):
    told = said(page(phone, "book"))
    assert "李予安" in told
    assert "陈知夏" in told


def test_only_mornings_when_they_ask_for_mornings(phone, open_clinic):
    told = said(page(phone, "times", service="filling", part="afternoon"))

    clocks = {int(hour) for hour in re.findall(r"(\d\d):\d\d", told)}
    assert clocks
    assert min(clocks) >= 12


def test_what_somebody_else_took_meanwhile_is_said_in_words_for_patients(
    phone, open_clinic, dongyuan
):
    token = tokens(phone)[0]
    other = enrolled(dongyuan, "P-5", "许念")
    reached(other, "+8613900000005")
    theirs = holding("+8613900000005")
    press(theirs, "hold", place=tokens(theirs)[0], service="filling")

    answer = press(phone, "hold", place=token, service="filling")

    assert answer.status_code == 422
    assert "这个时间已经没有了" in said(answer)
    assert "椅" not in said(answer)
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("token", ["", "AAAA", "not base64 ✂"])
def test_a_place_nobody_offered_cannot_be_had(phone, open_clinic, token):
    answer = press(phone, "hold", place=token, service="filling")

    assert answer.status_code == 422
    assert not Occupation.objects.exists()


def test_a_place_offered_to_another_phone_cannot_be_had(phone, open_clinic):
    token = tokens(holding())[0]

    assert press(phone, "hold", place=token, service="filling").status_code == 422


def test_nobody_holds_more_than_a_few(phone, open_clinic, monkeypatch):
    monkeypatch.setitem(policy._table()["booking"], "most_ahead", 1)
    policy.booking.cache_clear()
    agreed(phone, place=tokens(phone)[0], service="filling")

    answer = press(phone, "hold", place=tokens(phone)[-1], service="filling")

    policy.booking.cache_clear()
    assert answer.status_code == 422
    assert Appointment.objects.count() == 1


def test_a_service_not_offered_to_patients_is_not_there(phone, open_clinic):
    open_clinic.is_offered = False
    open_clinic.save()

    assert page(phone, "times", service="filling").status_code == 302


def test_the_same_press_sent_twice_holds_once(phone, open_clinic):
    told = {"place": tokens(phone)[0], "service": "filling", "idempotency_key": "k1"}

    first, second = (press(phone, "hold", **told) for _time in range(2))

    assert first["Location"] == second["Location"]
    assert Appointment.objects.count() == 1


def test_a_key_is_the_phones_own(phone, wang_fang, dongyuan, open_clinic):
    """Another patient who sends the same key does not get this one's answer."""
    other = enrolled(dongyuan, "P-5", "许念")
    reached(other, "+8613900000005")
    theirs = holding("+8613900000005")
    told = {"service": "filling", "idempotency_key": "k1"}
    mine = press(phone, "hold", place=tokens(phone)[0], **told)

    answer = press(theirs, "hold", place=tokens(theirs)[0], **told)

    assert answer["Location"] != mine["Location"]


def test_nothing_before_now_is_offered(phone, open_clinic, now):
    now.move_to(clock(12))

    phone = holding(at=clock(12))
    told = said(page(phone, "times", service="filling"))
    assert "12:" in told or "13:" in told


def test_whoever_chooses_again_gives_back_what_they_only_held(phone, open_clinic):
    first, *_between, last = tokens(phone)
    press(phone, "hold", place=first, service="filling")

    press(phone, "hold", place=last, service="filling")

    given_back, held = Appointment.objects.order_by("pk")
    assert given_back.outcome.kind == How.LAPSED
    assert not given_back.occupations.exists()
    assert held.occupations.exists()


def test_what_is_only_held_goes_back_at_any_time(phone, open_clinic, now):
    held = press(phone, "hold", place=tokens(phone)[0], service="filling")
    assert "不约这个时间" in said(phone.get(held["Location"]))

    phone.post(f"{held['Location']}cancellation/")

    appointment = Appointment.objects.get()
    assert appointment.outcome.kind == How.LAPSED
    assert not appointment.occupations.exists()


def test_nobody_books_two_places_at_once(phone, open_clinic, chen, second_chair):
    first = tokens(phone)[0]
    named = tokens(phone, doctor=handle_of(chen))
    agreed(phone, place=first, service="filling")

    answer = agreed(phone, place=named[0], service="filling")

    assert answer.status_code == 422
    assert "已有别的预约" in said(answer)
    assert Appointment.objects.count() == 1


def test_a_place_offered_for_one_thing_is_not_had_for_another(phone, open_clinic):
    Service.objects.create(code="implant", name="种植", minutes=120)
    token = tokens(phone)[0]

    answer = press(phone, "hold", place=token, service="implant")

    assert answer.status_code == 422
    assert not Appointment.objects.exists()


def test_a_day_with_much_room_does_not_fill_the_page(phone, open_clinic, chen):
    days = page(phone, "times", service="filling").context["days"]

    assert [len(one["times"]) for one in days] == [6, 6, 6]
    for one in days:
        starts = [time["offer"].place.starts_at for time in one["times"]]
        assert starts == sorted(set(starts))


def test_nobody_books_from_a_phone_for_in_a_moment(phone, open_clinic, now):
    days = page(phone, "times", service="filling").context["days"]

    soonest = days[0]["times"][0]["offer"].place.starts_at
    assert soonest >= timezone.now() + timedelta(hours=1)
