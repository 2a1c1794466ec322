"""A gap at the front desk: found, filled from the list, given to who waits; by key."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renxin.booking.agreement import book
from renxin.booking.kinds import How, Through
from renxin.booking.models import (
    Appointment,
    Series,
    Service,
    WaitlistEntry,
    WaitlistOffer,
)
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from tests.cast import employed, enrolled
from tests.journeys.tomorrow import TOMORROW, clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
HERE = f"/calendar/?day={TOMORROW}"


@pytest.fixture
def house(dongyuan, doctor_li):
    """Li and Chen at work tomorrow and for three weeks from then."""
    chen = employed("chen", "陈知夏", Role.DOCTOR, dongyuan)
    filling = Service.objects.create(
        code="filling", name="补牙", minutes=40, cleanup_minutes=0
    )
    for doctor, name in ((doctor_li, "1 号椅"), (chen, "2 号椅")):
        chair = Chair.objects.create(clinic=dongyuan, name=name)
        for days in (0, 7, 14):
            Shift.objects.create(
                staff=doctor,
                clinic=dongyuan,
                chair=chair,
                role=Role.DOCTOR,
                during=span(clock(9, days=days), clock(18, days=days)),
            )
    return {"clinic": dongyuan, "li": doctor_li, "chen": chen, "filling": filling}


@pytest.fixture
def booked(house, wang_fang):
    """Wang Fang with Li at ten."""
    place = Place(
        clinic=house["clinic"],
        starts_at=clock(10),
        minutes=40,
        doctor=house["li"],
        chair=Chair.objects.get(name="1 号椅"),
    )
    terms = Terms(place=place, service=house["filling"])
    return book(wang_fang, terms, by=None, at=timezone.now())


def waits(house, name, **asked):
    entry = WaitlistEntry(
        patient=enrolled(house["clinic"], name, name),
        clinic=house["clinic"],
        service=house["filling"],
        through=Through.DESK,
        first_on=TOMORROW,
        last_on=TOMORROW + timedelta(days=9),
        weekdays=list(range(7)),
        **asked,
    )
    WaitlistEntry.add(entry, by=None, at=timezone.now())
    return entry


def opened(sit_down, lin, viewport=DESK):
    page = sit_down(lin, viewport)
    page.goto(HERE)
    expect(page.locator(".cal.is-exact")).to_be_visible()
    expect(page.locator("#gap")).to_be_visible()
    expect(page.locator("#waitlist header")).to_be_visible()
    return page


def test_a_free_time_is_found_and_booked_on_the_keyboard_alone(sit_down, lin, house):
    patient = enrolled(house["clinic"], "K1", "吴若澄", initials="wrc")
    page = opened(sit_down, lin)

    page.keyboard.press("f")
    page.keyboard.type("40 min with Dr Chen, afternoon, avatar")
    options = page.locator("#gap-offers [role=option]")
    expect(page.locator(".heard")).to_contain_text("“avatar” not understood")
    expect(options.first).to_contain_text("tomorrow 12:00")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator("[data-gap]")).to_contain_text("Free 40 min")
    page.keyboard.press("Enter")
    expect(page.locator("dialog").get_by_label("Time")).to_have_value("12:00")
    page.keyboard.type("wrc")
    expect(page.locator("#whom-found")).to_contain_text("吴若澄")
    page.keyboard.press("Enter")

    expect(page.locator("dialog[open]")).to_have_count(0)
    made = Appointment.objects.get(patient=patient)
    assert (made.starts_at, made.doctor, made.minutes) == (clock(12), house["chen"], 40)
    expect(page.locator(f"[data-card='{made.pk}']")).to_be_visible()


def test_a_card_is_moved_to_a_free_time_on_the_keyboard_alone(
    sit_down, lin, house, booked
):
    page = opened(sit_down, lin)

    page.locator(f"[data-card='{booked.pk}']").focus()
    page.keyboard.press("f")
    expect(page.locator("#gaps")).to_contain_text("Another time for 王芳")
    expect(page.locator("#gap")).to_be_focused()
    page.keyboard.type("after 3pm")
    expect(page.locator("#gap-offers [role=option]").first).to_contain_text("15:00")
    page.keyboard.press("Enter")
    expect(page.locator("dialog").get_by_label("Time")).to_have_value("15:00")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Moved to")).to_be_visible()
    assert Appointment.objects.get().starts_at == clock(15)


def test_a_cancelled_place_is_offered_and_taken_by_one_key(
    sit_down, lin, house, booked
):
    """Who is in pain is asked first; their no goes on to who asked before."""
    first, hurts = waits(house, "高朗"), waits(house, "宋知微", hurts=True)
    offer_to(hurts, booked)
    page = opened(sit_down, lin)
    expect(page.locator(".asked-now")).to_contain_text("宋知微")

    page.keyboard.press("y")

    expect(page.locator(".asked-now")).to_have_count(0)
    expect(page.locator("#waitlist")).to_contain_text("1 person")
    taken = Appointment.objects.get(patient=hurts.patient)
    assert taken.starts_at == clock(10)
    assert list(WaitlistEntry.objects.waiting()) == [first]
    expect(page.locator(f"[data-card='{taken.pk}']")).to_be_visible()


def offer_to(entry, appointment):
    """What was cancelled, offered as it would be by day."""
    place = (appointment.starts_at, appointment.doctor, Chair.objects.first())
    noon = timezone.now()
    appointment.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=noon)
    WaitlistOffer.objects.all().delete()
    starts_at, doctor, chair = place
    WaitlistOffer.objects.create(
        entry=entry,
        starts_at=starts_at,
        minutes=40,
        doctor=doctor,
        chair=chair,
        offered_at=noon,
        until=noon + timedelta(minutes=30),
    )


def test_somebody_on_the_phone_is_given_a_place_from_the_list(sit_down, lin, house):
    entry = waits(house, "梁亦舟", doctor=house["li"], not_before=time(14))
    page = opened(sit_down, lin)

    page.get_by_role("button", name="Give").press("Enter")

    expect(page.locator("#waitlist")).to_contain_text("Nobody waits")
    made = Appointment.objects.get(patient=entry.patient)
    assert (made.starts_at, made.through) == (clock(14), Through.WAITLIST)


def test_where_nothing_fits_one_waits_and_every_screen_shows_it(
    sit_down, lin, house, booked, wang_fang
):
    page, other = opened(sit_down, lin), opened(sit_down, lin)

    page.keyboard.press("f")
    page.keyboard.type("filling Li before 9am")
    expect(page.locator("#gap-found")).to_contain_text("Nothing is free for that")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Put on the waiting list").press("Enter")
    expect(page.locator("#whom")).to_be_focused()
    # Going on from the line must not ask again, and sweep the button away.
    assert not [url for url in asked if url.endswith("/gaps/found/")]
    page.keyboard.type("wf")
    expect(page.locator("#whom-found")).to_contain_text("王芳")
    instead = page.locator("#instead").get_by_label("tomorrow 10:00")
    instead.check()
    page.get_by_label("In pain").check()
    page.locator("dialog .btn.primary").press("Enter")

    expect(page.locator("#waitlist")).to_contain_text("王芳")
    expect(other.locator("#waitlist")).to_contain_text("王芳")
    entry = WaitlistEntry.objects.get()
    assert (entry.doctor, entry.service) == (house["li"], house["filling"])
    assert (entry.instead_of, entry.hurts) == (booked, True)
    assert entry.not_after == time(9)


def test_a_series_is_found_and_booked_in_two_steps(sit_down, lin, house):
    patient = enrolled(house["clinic"], "K1", "吴若澄", initials="wrc")
    page = opened(sit_down, lin)

    page.get_by_role("button", name="A series").press("Enter")
    expect(page.locator("#whom")).to_be_focused()
    page.keyboard.type("wrc")
    expect(page.locator("#whom-found")).to_contain_text("吴若澄")
    page.get_by_label("What it is called").fill("46 根管")
    page.get_by_label("What for").select_option(label="补牙")
    page.get_by_label("First day").fill(f"{TOMORROW}")
    page.locator("dialog").get_by_label("Time").fill("10:00")
    page.keyboard.press("Enter")
    expect(page.locator("[name=sitting]")).to_have_count(3)
    page.get_by_role("button", name="Book them all").press("Enter")

    expect(page.get_by_text("Booked: 3 sittings")).to_be_visible()
    made = Series.objects.get(patient=patient).appointments
    assert [one.starts_at for one in made.order_by("starts_at")] == [
        clock(10, days=days) for days in (0, 7, 14)
    ]


@pytest.mark.parametrize("viewport", [DESK, PHONE])
@pytest.mark.parametrize("language", Language.values)
def test_everybody_can_read_the_panels(
    sit_down, lin, house, booked, viewport, language
):
    waits(house, "高朗")
    waits(house, "宋知微", hurts=True)
    lin.language = language
    lin.save()
    page = opened(sit_down, lin, viewport)
    page.locator("#gap").fill("40 分钟 李医生 阿凡达")
    expect(page.locator("#gap-offers [role=option]").first).to_be_visible()
    page.evaluate(AXE.read_text("utf-8"))

    wrong = page.evaluate("axe.run('.side').then(r => r.violations.map(v => v.id))")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert wrong == []
    assert wide <= 0
