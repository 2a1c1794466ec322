"""One patient, a whole day, five roles on five screens and the one that waits."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from renxin.booking.kinds import How
from renxin.booking.models import Appointment
from renxin.plans.models import Acceptance
from renxin.promises.models import Promise
from renxin.visits.kinds import Next, Stage
from renxin.visits.models import (
    Departure,
    DisplayKey,
    DutyDone,
    DutyWaived,
    HandCharge,
    SignedConsent,
    StageEntry,
    StepTaken,
    Visit,
)
from tests.journeys.whole_house import (
    card,
    column,
    drag,
    employ,
    in_dialog,
    is_shut,
    open_house,
    sit_down_all,
    take_in_hand,
)
from tests.journeys.written_plan import draw, fill_in, offer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHO = "王芳"


@pytest.fixture
def people(dongyuan, transactional_db):
    return employ(dongyuan)


@pytest.fixture
def booked(dongyuan, people, wang_fang):
    """Wang Fang is expected now, by Doctor Li."""
    now = timezone.now()
    open_house(dongyuan, people, at=now)
    return Appointment.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        doctor=people.doctor,
        starts_at=now,
        minutes=30,
    )


@pytest.fixture
def screens(sit_down, people, booked, dongyuan, chromium, real_house):
    secret = DisplayKey.make(dongyuan, by=people.manager, at=timezone.now())
    waiting_room = chromium.new_context(base_url=real_house)
    display = waiting_room.new_page()
    display.goto(reverse("visits:display", args=[secret]))
    expect(display.locator(".nobody")).to_be_visible()
    yield sit_down_all(sit_down, people, display)
    waiting_room.close()


def test_one_patient_is_taken_through_the_whole_day(screens, people, booked, dongyuan):
    comes_in(screens, dongyuan)
    is_handed_over_once_nothing_is_owed(screens, dongyuan)
    is_called_in(screens)
    is_looked_after_step_by_step(screens)
    is_offered_a_plan_and_signs(screens)
    is_treated_once_she_has_signed(screens, dongyuan)
    pays(screens, dongyuan)
    is_in_two_hands_at_once(screens, dongyuan)
    does_not_leave_past_the_doctor(screens)
    goes_home_with_a_next_step(screens)
    is_gone_from_every_screen(screens)
    does_not_leave_twice(screens)

    assert_it_was_written_down(people, booked)


def assert_it_was_written_down(people, booked):
    visit = Visit.objects.get()
    departure = Departure.objects.get()
    assert Appointment.objects.get(pk=booked.pk).outcome.kind == How.KEPT
    assert (departure.by, departure.went_back) == (people.doctor, True)
    assert (visit.next_step.kind, Promise.objects.open().count()) == (Next.RECALL, 2)
    stages = StageEntry.objects.order_by("pk").values_list("stage", flat=True)
    assert list(stages) == [
        Stage.GREETING,
        Stage.CONSULTATION,
        Stage.TREATMENT,
        Stage.CASHIER,
        Stage.BACK_TO_DOCTOR,
    ]
    done = DutyDone.objects.order_by("pk").values_list("duty__code", "by__username")
    assert list(done) == [
        ("greeted", "lin"),
        ("told", "li"),
        ("signed", "li"),
        ("asked", "li"),
    ]
    assert [one.step for one in StepTaken.objects.order_by("pk")] == ["OBSERVE", "ASK"]
    assert HandCharge.objects.get().by == people.cashier


def comes_in(screens, house):
    """Greeted by two keys and her initials; every board has her, the display a mask."""
    page = screens.desk
    page.keyboard.press("n")
    expect(page.locator("#whom")).to_be_focused()
    page.keyboard.type("wf")
    expect(page.locator("#whom-found")).to_contain_text(WHO)
    page.keyboard.press("Enter")

    for board in screens.boards:
        expect(column(board, house, Stage.GREETING)).to_contain_text(WHO)
        expect(card(board)).to_contain_text("001")
        expect(card(board)).to_contain_text("2 duties missing")
    expect(screens.display.locator(".upnext")).to_contain_text("001")
    expect(screens.display.locator(".upnext")).to_contain_text("王*")
    assert WHO not in screens.display.content()


def is_handed_over_once_nothing_is_owed(screens, house):
    """The assistant hears what is owed; the desk does it, or says why not."""
    floor, desk = screens.floor, screens.desk
    room = house.stations.get(stage=Stage.CONSULTATION).name
    take_in_hand(floor, "ArrowRight", room)
    floor.keyboard.press("Enter")
    expect(in_dialog(floor).get_by_role("alert")).to_contain_text("Be greeted")
    expect(in_dialog(floor).get_by_role("alert")).to_contain_text("asked-what-worries")
    floor.keyboard.press("Escape")
    expect(column(floor, house, Stage.GREETING)).to_contain_text(WHO)

    card(desk).focus()
    desk.keyboard.press("Enter")
    in_dialog(desk).get_by_role("link", name="Duties").click()
    in_dialog(desk).get_by_role("button", name="Be greeted").click()
    expect(in_dialog(desk).locator("[data-state=missing]")).to_have_count(1)
    for board in screens.boards:
        expect(card(board)).to_contain_text("1 duty missing")
    in_dialog(desk).get_by_role("button", name="Leave out").click()
    in_dialog(desk).get_by_label("They did not want it").check()
    in_dialog(desk).get_by_role("button", name="Leave it out").click()
    is_shut(desk)
    for board in screens.boards:
        expect(card(board)).not_to_contain_text("missing")
    assert DutyWaived.objects.get().duty.code == "asked-what-worries"

    take_in_hand(floor, "ArrowRight", room)
    floor.keyboard.press("Enter")
    for board in screens.boards:
        expect(column(board, house, Stage.CONSULTATION)).to_contain_text(WHO)


def is_called_in(screens):
    """The room has her by itself; the number is called to its chair."""
    room = screens.room
    expect(room.locator(".person h2")).to_contain_text(WHO)
    room.keyboard.press("c")
    expect(screens.display.locator(".calling b")).to_have_text("001")
    expect(screens.display.locator(".calling")).to_contain_text("王*")
    expect(screens.display.locator(".calling strong")).to_have_text("1 号椅")
    assert WHO not in screens.display.content()
    for board in screens.boards:
        expect(card(board)).to_contain_text("called")

    room.keyboard.press("t")
    for board in screens.boards:
        expect(card(board)).to_contain_text("李予安")
        expect(card(board)).to_have_attribute("data-state", "with")
    expect(screens.display.locator(".nobody")).to_be_visible()


def is_looked_after_step_by_step(screens):
    room = screens.room
    for key, step in (("1", "Observe"), ("2", "Ask")):
        room.keyboard.press(key)
        expect(room.locator(".sixsteps [aria-current]")).to_contain_text(step)
    room.locator(".side").get_by_role("button", name="Be told").click()
    room.get_by_label("In the patient's own words").fill("先拍片，再决定")
    room.get_by_role("button", name="Understood").click()
    expect(room.locator(".side [data-state=missing]")).to_have_count(0)
    expect(room.locator(".side .owed")).to_contain_text("先拍片，再决定")
    assert screens.were_loaded_once(room)


def is_offered_a_plan_and_signs(screens):
    """From the room and back to it, while everybody else sees her there."""
    room = screens.room
    room.get_by_role("link", name="New plan").click()
    fill_in(room)
    offer(room, "Another way", "树脂充填，价格较低")
    offer(room, "No treatment", "不治疗：缺损会继续扩大")
    room.keyboard.press("g")
    draw(room)
    room.get_by_role("button", name="I agree to what is ticked").click()
    expect(room.get_by_role("img", name="Signature")).to_be_visible()
    assert Acceptance.objects.get().signer_name == WHO

    room.goto("/flow/room/")
    expect(room.locator(".person h2")).to_contain_text(WHO)
    expect(room.locator(".hangs")).to_contain_text("¥3,800")


def is_treated_once_she_has_signed(screens, house):
    """The assistant drags too early: what is not signed holds the card back."""
    room, floor = screens.room, screens.floor
    room.keyboard.press("h")
    treatment = house.stations.get(stage=Stage.TREATMENT).name
    in_dialog(room).get_by_role("button", name=treatment).click()
    for board in screens.boards:
        expect(column(board, house, Stage.TREATMENT)).to_contain_text(WHO)
    room.keyboard.press("t")
    expect(card(floor)).to_have_attribute("data-state", "with")

    drag(floor, house, Stage.CASHIER)
    expect(in_dialog(floor).get_by_role("alert")).to_contain_text("Be signed")
    floor.keyboard.press("Escape")
    expect(column(floor, house, Stage.TREATMENT)).to_contain_text(WHO)

    room.locator(".side").get_by_role("button", name="Be signed").click()
    in_dialog(room).get_by_label("Name", exact=True).fill(WHO)
    draw(room)
    in_dialog(room).get_by_role("button", name="Signed").click()
    is_shut(room)
    expect(card(floor)).not_to_contain_text("missing")
    assert SignedConsent.objects.get().signer_name == WHO

    drag(floor, house, Stage.CASHIER)
    for board in screens.boards:
        expect(column(board, house, Stage.CASHIER)).to_contain_text(WHO)
    expect(room.get_by_text("Nobody waits for you")).to_be_visible()


def pays(screens, house):
    """Charged by hand on her own page; the boards know that somebody is with her."""
    till = screens.till
    card(till).focus()
    till.keyboard.press("t")
    expect(card(screens.office)).to_contain_text("余朵")
    till.keyboard.press("Enter")
    in_dialog(till).get_by_role("link", name="To the patient's page").click()
    till.get_by_role("link", name="Charge", exact=True).click()
    in_dialog(till).get_by_label("What for").fill("全瓷冠")
    in_dialog(till).get_by_label("Amount in yuan").fill("3800")
    in_dialog(till).get_by_role("button", name="Charge by hand").click()
    is_shut(till)
    expect(till.get_by_text("全瓷冠·¥3,800")).to_be_visible()
    till.goto("/flow/")
    expect(column(till, house, Stage.CASHIER)).to_contain_text(WHO)


def is_in_two_hands_at_once(screens, house):
    """The desk and the till lift one card; the slower hears who was quicker."""
    desk, till = screens.desk, screens.till
    back = house.stations.get(stage=Stage.BACK_TO_DOCTOR).name
    pharmacy = house.stations.get(stage=Stage.PHARMACY).name
    take_in_hand(till, "ArrowRight", back)
    take_in_hand(desk, "ArrowLeft", pharmacy)

    till.keyboard.press("Enter")
    expect(column(till, house, Stage.BACK_TO_DOCTOR)).to_contain_text(WHO)
    desk.keyboard.press("Enter")

    told = in_dialog(desk)
    expect(told).to_contain_text(f"余朵 has just handed them over: now at {back}")
    desk.keyboard.press("Escape")
    for board in screens.boards:
        expect(column(board, house, Stage.BACK_TO_DOCTOR)).to_contain_text(WHO)


def does_not_leave_past_the_doctor(screens):
    """The desk may not see her off, unless it says why; the dialog stays for later."""
    desk = screens.desk
    card(desk).focus()
    desk.keyboard.press("Enter")
    in_dialog(desk).get_by_role("link", name="See off").click()
    in_dialog(desk).get_by_role("radio", name="We invite them again").check()
    in_dialog(desk).get_by_role("button", name="See off").click()

    expect(in_dialog(desk).get_by_role("alert")).to_contain_text(
        "Take the patient back"
    )
    assert not Departure.objects.exists()


def goes_home_with_a_next_step(screens):
    """What is owed at the last comes first; then a day, or the door stays shut."""
    room = screens.room
    expect(room.locator(".person h2")).to_contain_text(WHO)
    room.keyboard.press("t")
    room.locator(".side").get_by_role("button", name="Be asked").click()
    expect(room.locator(".side [data-state=missing]")).to_have_count(0)
    room.keyboard.press("o")
    in_dialog(room).get_by_role("radio", name="Nothing, and why").check()
    in_dialog(room).get_by_role("button", name="See off").click()
    expect(in_dialog(room).get_by_role("alert")).to_contain_text(
        "Agree what comes next"
    )
    assert not Departure.objects.exists()

    in_dialog(room).get_by_role("radio", name="We invite them again").check()
    in_dialog(room).get_by_role("radio", name="6 months").check()
    in_dialog(room).get_by_role("button", name="See off").click()
    is_shut(room)


def is_gone_from_every_screen(screens):
    """Nobody asked for any of it: the screens heard by themselves."""
    for board in screens.boards:
        expect(card(board)).to_have_count(0)
        expect(board.locator(".facts")).to_contain_text("all back to the doctor")
    expect(screens.room.get_by_text("Nobody waits for you")).to_be_visible()
    expect(screens.display.locator(".upnext")).not_to_contain_text("001")
    assert screens.were_loaded_once(
        screens.desk, screens.floor, screens.office, screens.display
    )


def does_not_leave_twice(screens):
    """The dialog the desk had open since before says so."""
    desk = screens.desk
    in_dialog(desk).get_by_role("button", name="See off").click()

    expect(in_dialog(desk).get_by_role("alert")).to_contain_text("left already")
    assert Departure.objects.count() == 1


def test_whoever_cannot_wait_leaves_with_a_reason_that_everybody_sees(
    screens, people, dongyuan
):
    comes_in(screens, dongyuan)
    desk, office = screens.desk, screens.office
    asks_to_leave(desk)
    expect(in_dialog(desk).get_by_role("alert")).to_contain_text("Be greeted")
    assert not Departure.objects.exists()

    leaves_all_out(desk)
    asks_to_leave(desk)

    expect(card(office)).to_have_count(0)
    expect(office.locator(".facts")).to_contain_text("1 without the doctor")
    departure = Departure.objects.get()
    assert (departure.by, departure.went_back) == (people.greeter, False)
    assert Promise.objects.open().get().clinic == dongyuan
    assert screens.were_loaded_once(desk, office)


def asks_to_leave(desk):
    """The desk says why she does not go back, and that customer care rings her."""
    card(desk).focus()
    desk.keyboard.press("Enter")
    in_dialog(desk).get_by_role("link", name="See off").click()
    in_dialog(desk).get_by_role("radio", name="We get in touch").check()
    why = in_dialog(desk).get_by_label("Why not back")
    why.select_option(label="Could not wait any longer")
    in_dialog(desk).get_by_role("button", name="See off").click()


def leaves_all_out(desk):
    """Out of the dialog that would not let her go, straight to what is missing."""
    in_dialog(desk).get_by_role("button", name="See to it").click()
    in_dialog(desk).get_by_role("button", name="Leave out").click()
    for duty in ("Be greeted", "Be asked-what-worries"):
        in_dialog(desk).get_by_label(duty).check()
    in_dialog(desk).get_by_label("Went away before it could be done").check()
    in_dialog(desk).get_by_role("button", name="Leave it out").click()
    is_shut(desk)
