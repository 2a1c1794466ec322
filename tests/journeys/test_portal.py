"""A patient on a phone, without scripts: books, moves, cancels, takes a place."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renxin.booking import agreement
from renxin.booking.models import Appointment, Service, WaitlistOffer
from renxin.booking.terms import Terms
from renxin.clinics.models import Chair
from renxin.patients.models import Patient
from renxin.portal.middleware import COOKIE
from renxin.portal.models import DoorKey, PhoneSession
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from renxin.voice.models import Message
from tests.faults.portal_commands import tomorrow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
WEIGHT = 60_000  # bytes, everything a page loads


@pytest.fixture
def clinic(dongyuan, doctor_li):
    """Tomorrow and the day after a doctor is at work, with one chair."""
    dongyuan.phone, dongyuan.address = "0099-5550 0101", "银杏路 18 号"
    dongyuan.save()
    Chair.objects.create(clinic=dongyuan, name="1 号椅")
    Service.objects.create(code="filling", name="补牙", minutes=40)
    zone = timezone.get_default_timezone()
    for days in (1, 2):
        day = timezone.localdate() + timedelta(days=days)
        hours = (datetime.combine(day, time(hour), tzinfo=zone) for hour in (9, 12))
        Shift.objects.create(
            staff=doctor_li, clinic=dongyuan, role=Role.DOCTOR, during=span(*hours)
        )
    return dongyuan


@pytest.fixture
def phone(live_server, chromium, clinic, wang_fang):
    """A slow phone on which nothing but pages works."""
    context = chromium.new_context(
        base_url=live_server.url,
        viewport=PHONE,
        locale="zh-CN",
        java_script_enabled=False,
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def inside(phone, wang_fang, live_server):
    point = wang_fang.reaches.get().contact_point
    secret = PhoneSession.open(point, at=timezone.now())
    cookie = {"name": COOKIE, "value": secret, "url": live_server.url}
    phone.context.add_cookies([cookie])
    phone.goto("/my/")
    return phone


def test_a_patient_comes_in_and_books(phone, wang_fang):
    phone.goto("/my/")
    phone.get_by_label("手机号").fill("138 1234 2207")
    phone.get_by_role("button", name="获取验证码").click()
    phone.wait_for_url("**/my/code/")
    code = Message.objects.get(saying="CODE").hidden()["code"]
    phone.get_by_label("验证码", exact=True).fill(code)
    phone.get_by_role("button", name="进入").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("王芳，您好")

    phone.get_by_role("link", name="找个时间").click()
    phone.get_by_text("补牙").click()
    phone.get_by_role("button", name="看可约时间").click()
    phone.locator("label", has_text="10:15").first.click()
    phone.get_by_role("button", name="先留住这个时间").click()
    phone.get_by_role("button", name="就约这个时间").click()

    expect(phone.get_by_text("银杏路 18 号")).to_be_visible()
    appointment = Appointment.objects.get()
    assert (appointment.held_until, appointment.through) == (None, "PORTAL")


def test_somebody_new_registers_by_keyboard_and_finds_a_time(phone):
    phone.goto("/my/")
    phone.get_by_label("手机号").fill("139 0000 8888")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/my/code/")
    phone.get_by_label("验证码", exact=True).fill(
        Message.objects.get(saying="CODE").hidden()["code"]
    )
    phone.keyboard.press("Enter")
    phone.get_by_role("link", name="建档").press("Enter")
    phone.get_by_label("您的姓名").fill("许念")
    phone.get_by_label("我已阅读并同意").press("Space")
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", level=2)).to_contain_text("许念")
    phone.get_by_text("补牙").click()
    phone.get_by_role("button", name="看可约时间").click()
    expect(phone.locator("label", has_text="10:15").first).to_be_visible()
    assert Patient.objects.get(name="许念").reaches.count() == 1


def test_a_patient_confirms_moves_and_cancels(inside, clinic, wang_fang):
    world = {"clinic": clinic, "patient": wang_fang}
    world["people"] = {Role.DOCTOR: Shift.objects.first().staff}
    at_ten = tomorrow(world, 10)
    terms = Terms(place=at_ten, service=Service.objects.get())
    mine = agreement.book(wang_fang, terms, by=None, at=timezone.now())
    inside.reload()

    inside.get_by_role("button", name="确认会来").click()
    expect(inside.get_by_text("已确认")).to_be_visible()

    inside.get_by_role("link", name="改时间").click()
    inside.locator("label", has_text="11:00").first.click()
    inside.get_by_role("button", name="改到这个时间").click()
    mine.refresh_from_db()
    assert mine.starts_at != at_ten.starts_at

    inside.get_by_role("link", name="取消预约").click()
    inside.locator("input[value=ILL]").check()
    inside.get_by_role("button", name="取消这次预约").click()
    expect(inside.get_by_role("heading", name="没有预约")).to_be_visible()
    assert Appointment.objects.get().outcome.why == "ILL"


def test_a_patient_waits_and_takes_the_freed_place(inside, clinic, wang_fang):
    inside.get_by_role("link", name="有空位时告诉我").click()
    inside.get_by_text("补牙").click()
    inside.get_by_role("button", name="加入候补").click()
    expect(inside.get_by_text("候补中")).to_be_visible()
    entry = wang_fang.waitlist.get()
    now = timezone.now()
    place = tomorrow(
        {"clinic": clinic, "people": {Role.DOCTOR: Shift.objects.first().staff}}, 9
    )
    WaitlistOffer.objects.create(
        entry=entry,
        starts_at=place.starts_at,
        minutes=40,
        doctor=place.doctor,
        chair=place.chair,
        offered_at=now,
        until=now + timedelta(minutes=30),
    )
    inside.reload()

    inside.get_by_role("button", name="我要这个位置").click()

    expect(inside.get_by_text("银杏路 18 号")).to_be_visible()
    assert Appointment.objects.get().starts_at == place.starts_at


def test_the_screen_at_the_entrance_draws_itself_anew(
    live_server, chromium, clinic, greeter_lin
):
    """With nobody at it and nobody signed in; the browser's clock is wound on."""
    secret = DoorKey.make(clinic, by=greeter_lin, at=timezone.now())
    screen = chromium.new_context(base_url=live_server.url).new_page()
    screen.clock.install()
    screen.goto(f"/my/screen/{secret}/")
    section = screen.locator("#door-code")
    section.evaluate("drawn => drawn.setAttribute('data-old', '')")

    with screen.expect_response(f"**/my/screen/{secret}/"):
        screen.clock.run_for(61_000)

    expect(screen.locator("#door-code:not([data-old]) img")).to_be_visible()
    screen.context.close()


def test_a_page_is_light_and_loads_no_script(inside):
    asked = []
    inside.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108

    inside.goto("/my/book/")
    inside.wait_for_load_state("load")

    assert sum(one.sizes()["responseBodySize"] for one in asked) < WEIGHT
    assert not [one.url for one in asked if re.search(r"\.js\b", one.url)]
