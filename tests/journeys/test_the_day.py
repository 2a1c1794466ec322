"""One patient, a whole day, five roles on five screens and the one that waits."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from renxin.booking.kinds import Door, How
from renxin.booking.models import Appointment
from renxin.promises.models import Promise
from renxin.visits.kinds import Next, Stage
from renxin.visits.models import (
    Departure,
    DisplayKey,
    DutyDone,
    HandCharge,
    StageEntry,
    StepTaken,
    Visit,
)
from tests.journeys.through_the_house import (
    WHO,
    comes_in,
    is_called_in,
    is_handed_over_once_nothing_is_owed,
    is_looked_after_step_by_step,
    is_offered_a_plan_and_signs,
    is_told_what_to_eat,
    is_treated_once_she_has_signed,
    pays,
)
from tests.journeys.to_the_door import (
    asks_to_leave,
    does_not_leave_past_the_doctor,
    does_not_leave_twice,
    goes_home_with_a_next_step,
    is_gone_from_every_screen,
    is_in_two_hands_at_once,
    leaves_all_out,
)
from tests.journeys.whole_house import (
    card,
    column,
    employ,
    in_dialog,
    is_shut,
    open_house,
    sit_down_all,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


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
    is_told_what_to_eat(screens, dongyuan)
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
        Stage.PHARMACY,
        Stage.CASHIER,
        Stage.BACK_TO_DOCTOR,
    ]
    done = DutyDone.objects.order_by("pk").values_list("duty__code", "by__username")
    assert list(done) == [
        ("greeted", "lin"),
        ("told", "li"),
        ("signed", "li"),
        ("diet-explained", "yu"),
        ("asked", "li"),
    ]
    assert [one.step for one in StepTaken.objects.order_by("pk")] == ["OBSERVE", "ASK"]
    assert HandCharge.objects.get().by == people.cashier


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


def test_an_assistant_does_by_touch_what_is_owed_and_hands_over(
    sit_down, people, booked, dongyuan
):
    booked.arrive(door=Door.DESK, by=people.greeter, at=timezone.now())
    room = dongyuan.stations.get(stage=Stage.CONSULTATION).name
    phone, office = sit_down(people.assistant, PHONE), sit_down(people.manager)
    for page in (phone, office):
        page.goto("/flow/")
    expect(phone.locator(".col:visible")).to_contain_text(WHO)

    sends_on(phone, room)
    for owed in ("Be greeted", "Be asked-what-worries"):
        in_dialog(phone).get_by_role("button", name=owed).tap()
    is_shut(phone)
    sends_on(phone, room)

    is_shut(phone)
    expect(phone.locator(".col:visible")).to_contain_text("Nobody")
    phone.get_by_role("button", name=room).tap()
    expect(phone.locator(".col:visible")).to_contain_text(WHO)
    expect(column(office, dongyuan, Stage.CONSULTATION)).to_contain_text(WHO)


def sends_on(phone, station):
    card(phone).tap()
    in_dialog(phone).get_by_role("link", name="Hand over").tap()
    in_dialog(phone).get_by_role("button", name=station).tap()
