"""A day on the flow board: handed over, called and shown, by key and by hand."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from renxin.clinics.models import Chair
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models import DisplayKey, Reordering, StageEntry, Visit
from renxin.visits.models.station import furnish
from renxin.visits.terms import Coming
from tests.cast import enrolled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture
def house(dongyuan, doctor_li):
    """Li at work now, and the usual stations."""
    now = timezone.now()
    Shift.objects.create(
        staff=doctor_li,
        clinic=dongyuan,
        chair=Chair.objects.create(clinic=dongyuan, name="1 号椅"),
        role=Role.DOCTOR,
        during=span(now - timedelta(hours=1), now + timedelta(hours=8)),
    )
    doctor_li.language = Language.EN
    doctor_li.save()
    furnish(dongyuan)
    return dongyuan


def came(house, lin, name, *, stage=Stage.GREETING, **coming):
    patient = enrolled(house, f"F-{name}", name)
    terms = Coming(doctor=Shift.objects.get().staff, **coming)
    visit = Visit.begin(patient, house, terms, by=lin, at=timezone.now())
    if stage != Stage.GREETING:
        station = house.stations.get(stage=stage)
        visit.send_on(station, by=lin, at=timezone.now())
    return visit


def opened(sit_down, staff, viewport=DESK):
    page = sit_down(staff, viewport)
    page.goto("/flow/")
    expect(page.locator("flow-board:defined")).to_be_visible()
    return page


def card(page, visit):
    return page.locator(f"[data-card='{visit.pk}']")


def column(page, house, stage):
    return page.locator(f"#station-{house.stations.get(stage=stage).pk}")


def stage_of(visit):
    return StageEntry.objects.get(visit=visit, left_at=None).stage


def test_two_screens_see_a_card_handed_over_by_the_keyboard_alone(
    sit_down, lin, house, doctor_li
):
    visit = came(house, lin, "张小明")
    page, other = opened(sit_down, lin), opened(sit_down, doctor_li)
    expect(column(other, house, Stage.GREETING)).to_contain_text("张小明")

    card(page, visit).focus()
    page.keyboard.press("ArrowRight")
    expect(card(page, visit)).to_have_class("tile-p is-lifted")
    expect(page.locator("[data-target]")).to_contain_text("接诊")
    page.keyboard.press("Enter")

    expect(column(page, house, Stage.CONSULTATION)).to_contain_text("张小明")
    expect(column(other, house, Stage.CONSULTATION)).to_contain_text("张小明")
    expect(card(page, visit)).to_be_focused()
    assert stage_of(visit) == Stage.CONSULTATION


def test_a_card_is_dragged_to_another_station(sit_down, lin, house):
    visit = came(house, lin, "张小明")
    page = opened(sit_down, lin)
    start = card(page, visit).bounding_box()
    goal = column(page, house, Stage.EXAMINATION).bounding_box()

    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(goal["x"] + 40, start["y"] + 40, steps=8)
    expect(page.locator("[data-target]")).to_contain_text("检查")
    page.mouse.up()

    expect(column(page, house, Stage.EXAMINATION)).to_contain_text("张小明")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert stage_of(visit) == Stage.EXAMINATION


def test_the_slower_hand_hears_who_was_quicker(sit_down, lin, house, doctor_li):
    visit = came(house, lin, "张小明")
    page = opened(sit_down, lin)
    card(page, visit).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-target]")).to_contain_text("接诊")

    cashier = house.stations.get(stage=Stage.CASHIER)
    visit.send_on(cashier, by=doctor_li, at=timezone.now())
    page.keyboard.press("Enter")

    told = page.locator("dialog[open]")
    expect(told).to_contain_text("李予安 has just handed them over: now at 收费")
    page.keyboard.press("Escape")
    expect(column(page, house, Stage.CASHIER)).to_contain_text("张小明")
    assert stage_of(visit) == Stage.CASHIER


def test_somebody_is_greeted_called_and_looked_after_by_key(
    sit_down, lin, house, wang_fang
):
    page = opened(sit_down, lin)

    page.keyboard.press("n")
    expect(page.locator("#whom")).to_be_focused()
    page.keyboard.type("wf")
    expect(page.locator("#whom-found")).to_contain_text("王芳")
    page.keyboard.press("Enter")
    expect(column(page, house, Stage.GREETING)).to_contain_text("王芳")
    expect(page.locator("dialog[open]")).to_have_count(0)
    visit = Visit.objects.get()
    page.keyboard.press("c")
    expect(card(page, visit)).to_contain_text("called")
    card(page, visit).focus()
    page.keyboard.press("t")

    expect(card(page, visit)).to_contain_text("林溪")
    assert StageEntry.objects.get().begun_by == lin


@pytest.mark.parametrize(("key", "asks"), [("d", "Owed at"), ("x", "See off")])
def test_duties_and_the_door_are_one_key_away(sit_down, lin, house, key, asks):
    visit = came(house, lin, "张小明")
    page = opened(sit_down, lin)
    card(page, visit).focus()

    page.keyboard.press(key)

    expect(page.locator("dialog[open] h2")).to_contain_text(asks)


def test_out_of_turn_a_reason_is_asked_and_everybody_sees_it(
    sit_down, lin, house, doctor_li
):
    came(house, lin, "张小明", stage=Stage.CONSULTATION)
    second = came(house, lin, "李强", stage=Stage.CONSULTATION)
    page, other = opened(sit_down, doctor_li), opened(sit_down, lin)

    card(page, second).focus()
    page.keyboard.press("t")
    told = page.locator("dialog[open]")
    expect(told).to_contain_text("Number 001 is next")
    told.get_by_label("Got worse while waiting").check()
    told.locator(".btn.primary").press("Enter")

    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(card(other, second)).to_contain_text("Got worse while waiting·李予安")
    assert Reordering.objects.get().by == doctor_li


def test_the_waiting_room_shows_the_number_and_a_masked_name(
    sit_down, lin, house, chromium, real_house
):
    visit = came(house, lin, "张小明", stage=Stage.CONSULTATION)
    secret = DisplayKey.make(house, by=lin, at=timezone.now())
    screen = chromium.new_context(base_url=real_house).new_page()
    screen.goto(reverse("visits:display", args=[secret]))
    expect(screen.locator(".upnext")).to_contain_text("张*明")
    page = opened(sit_down, lin)
    card(page, visit).focus()

    page.keyboard.press("c")

    expect(screen.locator(".calling b")).to_have_text("001")
    expect(screen.locator(".calling")).to_contain_text("张*明")
    expect(screen.locator(".calling strong")).to_have_text("1 号椅")
    assert "张小明" not in screen.content()
    DisplayKey.revoke(house, at=timezone.now())
    screen.reload()
    expect(screen.locator(".calling")).to_have_count(0)
    screen.context.close()


def test_a_phone_shows_one_station_at_a_time(sit_down, lin, house):
    came(house, lin, "张小明", stage=Stage.CONSULTATION)
    page = opened(sit_down, lin, PHONE)
    expect(page.locator(".col:visible")).to_have_count(1)
    expect(page.locator(".col:visible")).to_contain_text("张小明")

    page.get_by_role("button", name="收费").click()

    expect(page.locator(".col:visible")).to_contain_text("Nobody")


@pytest.mark.parametrize("viewport", [DESK, PHONE])
@pytest.mark.parametrize("language", Language.values)
def test_everybody_can_read_the_board(sit_down, lin, house, viewport, language):
    came(house, lin, "张小明", urgency="URGENT")
    lin.language = language
    lin.save()
    page = opened(sit_down, lin, viewport)
    page.evaluate(AXE.read_text("utf-8"))

    wrong = page.evaluate("axe.run('main').then(r => r.violations.map(v => v.id))")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert wrong == []
    assert wide <= 0
