"""A patient in the doctor's room, from the first look to the door, by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renxin.clinics.models import Chair
from renxin.patients.models import Concern
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from renxin.visits.duties import doing
from renxin.visits.kinds import Next, Stage
from renxin.visits.models import (
    Departure,
    Duty,
    DutyDone,
    DutyWaived,
    StepTaken,
    Visit,
)
from renxin.visits.models.station import furnish
from renxin.visits.terms import Coming
from tests.renxin.visits.owed import owed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def li(doctor_li, dongyuan):
    """Reads English, and is at work in the first chair."""
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
    return doctor_li


@pytest.fixture
def sent(dongyuan, lin, li, wang_fang):
    """Wang Fang, who is afraid of needles, is sent in; two things are owed to her."""
    now = timezone.now()
    furnish(dongyuan)
    Concern.objects.create(
        patient=wang_fang, kind="FEAR", level=8, note="怕打针", at=now
    )
    long_ago = now - timedelta(days=1)
    owed(
        Stage.CONSULTATION,
        "greeted",
        "told",
        "helped",
        role=Role.DOCTOR,
        valid_from=long_ago,
    )
    owed(Stage.BACK_TO_DOCTOR, "asked", role=Role.DOCTOR, valid_from=long_ago)
    visit = Visit.begin(wang_fang, dongyuan, Coming(doctor=li), by=lin, at=now)
    visit.send_on(dongyuan.stations.get(stage=Stage.CONSULTATION), by=lin, at=now)
    return visit


def in_the_room(sit_down, staff):
    page = sit_down(staff)
    page.goto("/flow/room/")
    expect(page.locator("live-region:defined").first).to_be_visible()
    return page


def missing(page):
    return page.locator(".side .owed [data-state=missing]")


def test_from_the_first_look_to_the_door_by_keyboard_alone(
    sit_down, li, sent, dongyuan
):
    page = in_the_room(sit_down, li)
    keys = page.keyboard
    expect(page.locator(".weighs")).to_contain_text("怕打针")

    keys.press("t")
    expect(page.get_by_role("button", name="Hand over")).to_be_visible()
    keys.press("1")
    expect(page.locator(".sixsteps [aria-current]")).to_contain_text("Observe")
    keys.press("2")
    expect(page.locator(".sixsteps [aria-current]")).to_contain_text("Ask")

    expect(missing(page)).to_have_count(3)
    keys.press("j")
    keys.press("Enter")
    expect(missing(page)).to_have_count(2)

    says_back(page)
    leaves_out(page)
    hands_over(page, dongyuan)
    goes_home(page)

    departure = Departure.objects.get()
    assert (departure.by, departure.went_back) == (li, True)
    assert sent.next_step.kind == Next.RECALL
    assert [one.step for one in StepTaken.objects.order_by("pk")] == ["OBSERVE", "ASK"]
    assert DutyDone.objects.get(duty__code="told").understood == "先拍片"
    assert DutyWaived.objects.get().duty.code == "helped"


def says_back(page):
    page.locator(".side button.owe[data-opens]").focus()
    page.keyboard.press("Enter")
    words = page.get_by_label("In the patient's own words")
    expect(words).to_be_focused()
    page.keyboard.type("先拍片")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".side .owed")).to_contain_text("先拍片")


def leaves_out(page):
    page.keyboard.press("w")
    page.get_by_label("Does not apply to them").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(missing(page)).to_have_count(0)
    expect(page.locator("dialog[open]")).to_have_count(0)


def hands_over(page, house):
    """To treatment, and from there back to the doctor."""
    row = list(house.stations.order_by("position"))
    for stage, key in ((Stage.TREATMENT, "h"), (Stage.BACK_TO_DOCTOR, "h")):
        page.keyboard.press(key)
        place = next(n for n, one in enumerate(row, 1) if one.stage == stage)
        expect(page.locator(f"dialog [data-key='{place}']")).to_be_visible()
        page.keyboard.press(str(place))
        expect(page.locator("dialog[open]")).to_have_count(0)
        name = house.stations.get(stage=stage).name
        expect(page.locator(".person .who")).to_contain_text(name)
        page.keyboard.press("t")
        expect(page.get_by_role("button", name="Hand over")).to_be_visible()


def goes_home(page):
    """What is owed at the last is named first; then the next step ends the visit."""
    page.keyboard.press("o")
    expect(page.locator("dialog .still")).to_contain_text("Be asked")
    page.get_by_role("radio", name="We invite them again").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Still owed to them")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(missing(page)).to_have_count(0)
    page.keyboard.press("o")
    page.get_by_role("radio", name="We invite them again").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody waits for you")).to_be_visible()


def test_nobody_leaves_without_the_doctor_or_a_reason(
    sit_down, lin, li, sent, dongyuan
):
    told = {"by": li, "at": timezone.now()}
    here = sent.stage_entries.current().get()
    doing.waive(here, Duty.objects.missing_at(here), why="DONE_BEFORE", **told)
    sent.send_on(dongyuan.stations.get(stage=Stage.CASHIER), **told)
    page = sit_down(lin)
    page.goto(f"/flow/visits/{sent.pk}/departure/")

    page.get_by_role("radio", name="We invite them again").check()
    page.get_by_role("button", name="See off").click()

    expect(page.get_by_role("alert")).to_contain_text("Take the patient back")
    assert not Departure.objects.exists()
