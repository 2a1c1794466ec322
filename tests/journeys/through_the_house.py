"""Wang Fang's way through the house, from the greeting to the cashier."""

from playwright.sync_api import expect

from renxin.plans.models import Acceptance
from renxin.visits.kinds import Stage
from renxin.visits.models import DutyWaived, SignedConsent
from tests.journeys.whole_house import (
    card,
    column,
    drag,
    in_dialog,
    is_shut,
    take_in_hand,
)
from tests.journeys.written_plan import draw, fill_in, offer

WHO = "王芳"


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
    room.get_by_role("button", name="Show it to the patient").click()
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

    drag(floor, house, Stage.PHARMACY)
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

    drag(floor, house, Stage.PHARMACY)
    for board in screens.boards:
        expect(column(board, house, Stage.PHARMACY)).to_contain_text(WHO)
    expect(room.get_by_text("Nobody waits for you")).to_be_visible()


def is_told_what_to_eat(screens, house):
    """In approved words; once she has said them back, the duty is done with them."""
    till, desk = screens.till, screens.desk
    expect(card(desk)).to_contain_text("1 duty missing")
    card(till).focus()
    till.keyboard.press("Enter")
    in_dialog(till).get_by_role("link", name="Give advice").click()
    in_dialog(till).get_by_label("What to eat after an extraction").check()
    in_dialog(till).get_by_role("button", name="See the words").click()
    expect(in_dialog(till)).to_contain_text("稀饭、蒸蛋、豆腐")
    in_dialog(till).get_by_label("own words").fill("今天吃凉的软的")
    in_dialog(till).get_by_role("button", name="Given and understood").click()
    expect(in_dialog(till).get_by_role("status")).to_be_visible()
    till.keyboard.press("Escape")
    expect(card(desk)).not_to_contain_text("missing")

    take_in_hand(till, "ArrowRight", house.stations.get(stage=Stage.CASHIER).name)
    till.keyboard.press("Enter")
    for board in screens.boards:
        expect(column(board, house, Stage.CASHIER)).to_contain_text(WHO)


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
