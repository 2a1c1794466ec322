import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.html import escape

from renxin.booking.agreement import book
from renxin.booking.models import Appointment, Rebooking
from tests.cast import employed, signed_in
from tests.renxin.booking.conftest import clock
from tests.renxin.booking.views.conftest import speaking_english

PANEL, FOUND = "/calendar/gaps/", "/calendar/gaps/found/"
HTMX = {"HX-Request": "true"}
MOST_QUERIES = 45


def asked(desk, wish, **more):
    return desk.post(FOUND, {"wish": wish, **more}, headers=HTMX).content.decode()


def options(said):
    return [
        address.replace("&amp;", "&")
        for address in re.findall('data-href="([^"]+)"', said)
    ]


def test_what_was_understood_is_said_beside_what_was_not(desk, li, first_chair):
    said = asked(desk, "40 分钟 李医生 下午 阿凡达")

    assert '<span class="badge">40 minutes</span>' in said
    assert '<span class="badge">李予安</span>' in said
    assert '<span class="badge">12:00–18:00</span>' in said
    assert "“阿凡达” not understood" in said


def test_a_free_time_that_is_chosen_begins_the_form_of_a_new_appointment(
    desk, li, first_chair, filling, wang_fang
):
    said = asked(desk, "补牙 李医生 下午", patient=wang_fang.pk)

    address = options(said)[0]
    named = parse_qs(urlsplit(address).query)
    form = desk.get(address, headers=HTMX).content.decode()
    assert named["clock"] == ["12:00"]
    assert named["service"] == [str(filling.pk)]
    assert f'name="patient" value="{wang_fang.pk}" checked' in form
    assert 'name="clock" value="12:00"' in form
    assert f'<option value="{first_chair.pk}" selected>' in form


def test_a_length_that_was_said_is_kept_in_the_form(desk, li, first_chair, filling):
    address = options(asked(desk, "补牙 55 分钟"))[0]

    form = desk.get(address, headers=HTMX).content.decode()

    assert 'name="minutes" inputmode="numeric" value="55"' in form


def test_an_appointment_is_moved_to_a_free_time(desk, booked, chen):
    panel = desk.get(f"{PANEL}?appointment={booked.pk}").content.decode()
    assert "Another time for 王芳" in panel
    assert "李予安 first" in panel

    address = options(asked(desk, "明天 下午", appointment=booked.pk))[0]
    assert urlsplit(address).path == f"/calendar/appointments/{booked.pk}/rebooking/"
    form = desk.get(address, headers=HTMX).content.decode()
    assert 'name="day" value="2026-03-04"' in form
    named = parse_qs(urlsplit(address).query)
    desk.post(urlsplit(address).path, named | {"version": booked.version}, headers=HTMX)

    assert Rebooking.objects.get().was_at == clock(10)
    assert Appointment.objects.get().starts_at == clock(12, day=4)


def test_whoever_is_known_is_offered_their_own_doctor_first(
    desk, wang_fang, terms, li, chen, it_is
):
    earlier = replace(terms, place=replace(terms.place, starts_at=clock(9, day=3)))
    book(wang_fang, earlier, by=None, at=clock(8)).arrive(
        door="DESK", by=None, at=clock(9)
    )
    it_is(clock(12))

    said = asked(desk, "明天", patient=wang_fang.pk)
    other = asked(desk, "明天 换个医生", patient=wang_fang.pk)

    assert "李予安 first" in said
    assert "not with 李予安" in other
    assert all(f"doctor={chen.pk}" in one for one in options(other))


def test_nothing_that_fits_leads_to_the_waiting_list(desk, li, first_chair, filling):
    said = asked(desk, "补牙 李医生 周六 五天内 疼")

    assert options(said) == []
    assert "Nothing is free for that until Sun, March 8." in said
    assert "/calendar/waiting/new/?" in said
    assert "hurts=on" in said


def test_what_cannot_be_is_said(desk, li):
    assert "No day and hour can be all of that." in asked(desk, "下周三 周五前")


@pytest.mark.parametrize("wish", ["", "  "])
def test_an_empty_line_asks_for_nothing(desk, wish, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert options(asked(desk, wish)) == []


def test_what_was_typed_is_shown_as_it_is(desk):
    said = asked(desk, '<script>"x"</script>')

    assert escape('<script>"x"</script>') in said
    assert "<script>" not in said


def test_a_line_of_any_length_is_answered(desk, li):
    assert "not understood" in asked(desk, "阿凡达" * 2000)


def test_times_at_another_clinic_are_nobody_elses(
    client, desk, booked, outsider_zhao, li
):
    there = signed_in(client, speaking_english(outsider_zhao))

    panel = there.get(f"{PANEL}?appointment={booked.pk}").content.decode()

    assert "王芳" not in panel
    assert options(asked(there, "李医生", appointment=booked.pk)) == []


def test_who_may_only_look_finds_no_time_to_book(client, dongyuan, li):
    station = signed_in(client, employed("zhan", "站", "STATION", dongyuan))

    assert station.get(PANEL).status_code == 200
    assert station.post(FOUND, {"wish": "明天"}).status_code == 403


def test_the_panel_asks_little(desk, booked, chen, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        asked(desk, "40 分钟 李医生或牙体牙髓 两周内", appointment=booked.pk)


def test_an_appointment_that_has_ended_is_not_moved(desk, booked, it_is):
    booked.arrive(door="DESK", by=None, at=clock(10))
    it_is(clock(10) + timedelta(minutes=5))

    assert (
        "Another time for"
        not in desk.get(f"{PANEL}?appointment={booked.pk}").content.decode()
    )
