"""Wang Fang's way to the door, and what bars it."""

from playwright.sync_api import expect

from renxin.visits.kinds import Stage
from renxin.visits.models import Departure
from tests.journeys.through_the_house import WHO
from tests.journeys.whole_house import card, column, in_dialog, is_shut, take_in_hand


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
