"""A day at the front desk: booked, moved, called off; by key, by hand, on screens."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renxin.booking.agreement import book
from renxin.booking.models import Appointment, Outcome, Rebooking, Service
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from tests.cast import employed, enrolled
from tests.journeys.tomorrow import TOMORROW, clock
from tests.standing import session_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
HERE = f"/calendar/?day={TOMORROW}"


@pytest.fixture
def day(dongyuan, doctor_li, wang_fang, xiaodou):
    """Li and Chen at work tomorrow; Wang Fang with Li at ten, her child at two."""
    chen = employed("chen", "陈知夏", Role.DOCTOR, dongyuan)
    Service.objects.create(code="filling", name="补牙", minutes=25, cleanup_minutes=0)
    one, two = (Chair.objects.create(clinic=dongyuan, name=f"{n} 号椅") for n in (1, 2))
    for doctor in (doctor_li, chen):
        hours = span(clock(9), clock(18))
        Shift.objects.create(
            staff=doctor, clinic=dongyuan, role=Role.DOCTOR, during=hours
        )

    def booked(patient, doctor, chair, starts_at):
        place = Place(
            clinic=dongyuan,
            starts_at=starts_at,
            minutes=40,
            doctor=doctor,
            chair=chair,
        )
        return book(patient, Terms(place=place), by=None, at=timezone.now())

    return {
        "li": doctor_li,
        "chen": chen,
        "first": booked(wang_fang, doctor_li, one, clock(10)),
        "second": booked(xiaodou, doctor_li, two, clock(14)),
    }


def opened(sit_down, lin, viewport=DESK):
    page = sit_down(lin, viewport)
    page.goto(HERE)
    expect(page.locator(".cal.is-exact")).to_be_visible()
    return page


def card(page, appointment):
    return page.locator(f"[data-card='{appointment.pk}']")


def take_in_hand(page, appointment, key):
    card(page, appointment).press(key)
    expect(page.locator("[data-in-hand]")).to_have_count(1)


def lies_at(page, appointment, minute):
    place = page.locator(f".at:has([data-card='{appointment.pk}'])")
    expect(place).to_have_attribute("data-starts", str(minute))


def test_somebody_is_booked_on_the_keyboard_alone(sit_down, lin, day, dongyuan):
    patient = enrolled(dongyuan, "K1", "吴若澄", pinyin="wuruocheng", initials="wrc")
    page = opened(sit_down, lin)

    page.locator(f"#doctor-{day['chen'].pk} [data-free]").focus()
    for _quarter in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("dialog").get_by_label("For whom").press_sequentially("wrc")
    expect(page.locator("#whom-found")).to_contain_text("吴若澄")
    page.get_by_label("What for").select_option(label="补牙")
    expect(page.get_by_label("Minutes")).to_have_value("25")
    page.get_by_role("button", name="Book it").press("Enter")

    expect(page.locator("dialog[open]")).to_have_count(0)
    made = Appointment.objects.get(patient=patient)
    assert (made.doctor, made.minutes) == (day["chen"], 25)
    expect(card(page, made)).to_be_visible()
    assert made.starts_at == clock(10)


def test_a_card_is_moved_by_the_arrows_and_enter(sit_down, lin, day):
    page = opened(sit_down, lin)

    take_in_hand(page, day["first"], "ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Moved to")).to_be_visible()
    lies_at(page, day["first"], 610)
    moved = Appointment.objects.get(pk=day["first"].pk)
    assert (moved.starts_at, moved.minutes) == (clock(10, 10), 45)
    assert moved.doctor == day["chen"]
    expect(card(page, day["first"])).to_be_focused()


def test_escape_puts_it_back(sit_down, lin, day):
    page = opened(sit_down, lin)

    take_in_hand(page, day["first"], "ArrowDown")
    page.keyboard.press("Escape")

    expect(page.locator("[data-in-hand]")).to_have_count(0)
    assert not Rebooking.objects.exists()


def dragged(page, appointment, minutes):
    """Take the card in the middle and let it go so many minutes further down."""
    box = card(page, appointment).bounding_box()
    cal = page.locator(".cal")
    first, last = (int(cal.get_attribute(f"data-{end}")) for end in ("starts", "ends"))
    height = page.locator(".day").first.bounding_box()["height"]
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 8)
    page.mouse.move(x, y + minutes * height / (last - first), steps=4)
    page.mouse.up()


def test_a_card_is_dragged(sit_down, lin, day):
    page = opened(sit_down, lin)

    dragged(page, day["first"], 65)

    lies_at(page, day["first"], 665)
    assert Appointment.objects.get(pk=day["first"].pk).starts_at == clock(11, 5)
    expect(page.locator("dialog[open]")).to_have_count(0)


class Finger:
    """A finger on a screen that knows no mouse."""

    def __init__(self, page):
        self.touch = page.context.new_cdp_session(page)

    def sends(self, kind, *points):
        told = {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
        self.touch.send("Input.dispatchTouchEvent", told)


@pytest.fixture
def by_touch(chromium, live_server, lin, day):
    context = chromium.new_context(
        base_url=live_server.url, viewport=PHONE, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(20_000)
    cookie = {"name": "session", "value": session_of(lin), "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{HERE}&only=doctor-{day['li'].pk}")
    expect(page.locator(".cal.is-exact")).to_be_visible()
    yield page
    context.close()


def middle_of(page, appointment):
    one = card(page, appointment)
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def minute_high(page):
    cal = page.locator(".cal")
    first, last = (int(cal.get_attribute(f"data-{end}")) for end in ("starts", "ends"))
    shown = page.locator(".lane[data-shown] .day")
    return shown.bounding_box()["height"] / (last - first)


def test_a_finger_that_rests_on_a_card_takes_it_and_puts_it_elsewhere(by_touch, day):
    page, finger = by_touch, Finger(by_touch)
    x, y = middle_of(page, day["first"])
    top = page.evaluate("scrollY")

    finger.sends("touchStart", (x, y))
    expect(page.locator("[data-held]")).to_have_count(1)
    for part in range(1, 6):
        finger.sends("touchMove", (x, y + part * 13 * minute_high(page)))
    finger.sends("touchEnd")

    lies_at(page, day["first"], 665)
    assert page.evaluate("scrollY") == top
    assert Appointment.objects.get(pk=day["first"].pk).starts_at == clock(11, 5)
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_finger_that_moves_on_scrolls_and_takes_nothing(by_touch, day):
    page, finger = by_touch, Finger(by_touch)
    x, y = middle_of(page, day["first"])
    top = page.evaluate("scrollY")

    finger.sends("touchStart", (x, y))
    for part in range(1, 8):
        finger.sends("touchMove", (x, y - part * 20))
    finger.sends("touchEnd")

    page.wait_for_function("top => scrollY > top", arg=top)
    expect(page.locator("[data-in-hand]")).to_have_count(0)
    assert not Rebooking.objects.exists()


def test_a_tap_still_opens_the_card(by_touch, day):
    card(by_touch, day["first"]).tap()

    expect(by_touch.locator("dialog[open]")).to_contain_text("王芳")


def test_a_conflict_is_explained_and_another_time_taken(sit_down, lin, day):
    page = opened(sit_down, lin)

    dragged(page, day["first"], 240)

    why = page.locator("#why")
    expect(why).to_contain_text("Cannot go to 14:00")
    expect(why).to_contain_text("李予安 is taken from 14:00 to 14:40.")
    why.get_by_role("button", name="14:40").click()
    lies_at(page, day["first"], 880)
    expect(why).to_be_empty()


def test_after_a_conflict_it_can_be_put_back(sit_down, lin, day):
    page = opened(sit_down, lin)

    dragged(page, day["first"], 240)
    page.get_by_role("button", name="Put it back").click()

    expect(page.locator("#why")).to_be_empty()
    expect(page.locator("[data-in-hand]")).to_have_count(0)
    assert not Rebooking.objects.exists()


def test_every_screen_sees_it_and_the_slower_hand_hears_of_it(sit_down, lin, day):
    here, there = opened(sit_down, lin), opened(sit_down, lin)

    take_in_hand(there, day["first"], "ArrowUp")
    dragged(here, day["first"], 65)
    lies_at(here, day["first"], 665)
    # A card in hand is not taken out of it by what others do.
    expect(there.locator("[data-in-hand]")).to_have_count(1)
    there.keyboard.press("Enter")

    expect(there.locator("#why")).to_contain_text("Somebody else was quicker")
    lies_at(there, day["first"], 665)
    assert Rebooking.objects.count() == 1


def test_what_is_called_off_here_is_gone_there(sit_down, lin, day):
    here, there = opened(sit_down, lin), opened(sit_down, lin)

    card(here, day["second"]).click()
    here.get_by_role("button", name="Call it off").click()
    here.get_by_label("Why").select_option("ILL")
    here.locator("dialog").get_by_role("button", name="Call it off").click()

    expect(card(here, day["second"])).to_have_count(0)
    expect(card(there, day["second"])).to_have_count(0)
    assert Outcome.objects.get().why == "ILL"


@pytest.mark.parametrize("viewport", [DESK, PHONE])
@pytest.mark.parametrize("language", Language.values)
def test_everyone_can_read_it_and_nothing_scrolls_sideways(
    sit_down, lin, day, viewport, language
):
    lin.language = language
    lin.save()
    page = opened(sit_down, lin, viewport)
    page.evaluate(AXE.read_text("utf-8") + ";0")

    for query in ("", "&by=chair", "&span=week"):
        page.goto(HERE + query)
        page.evaluate(AXE.read_text("utf-8") + ";0")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        faults = page.evaluate("axe.run(document).then(r => r.violations)")
        assert wide <= 0, query
        assert [(one["id"], one["nodes"][0]["html"]) for one in faults] == []


def test_a_phone_shows_one_doctors_day(sit_down, lin, day):
    page = opened(sit_down, lin, PHONE)

    page.get_by_label("Whose day").select_option(f"doctor-{day['chen'].pk}")

    expect(page.locator(f"#doctor-{day['chen'].pk}")).to_be_visible()
    expect(page.locator(f"#doctor-{day['li'].pk}")).to_be_hidden()
