"""A house at work, seen from every screen in it at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from renxin.advice.models import AdviceApproval, AdviceText, advice_text
from renxin.clinics.models import Chair, Clinic
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models import Staff
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models.station import furnish
from tests.cast import employed
from tests.journeys.written_plan import publish_a_crown
from tests.renxin.visits.owed import owed

OWED: tuple[tuple[Stage, Role, tuple[str, ...]], ...] = (
    (Stage.GREETING, Role.GREETER, ("greeted", "asked-what-worries")),
    (Stage.CONSULTATION, Role.DOCTOR, ("told",)),
    (Stage.TREATMENT, Role.DOCTOR, ("signed",)),
    (Stage.PHARMACY, Role.STATION, ("diet-explained",)),
    (Stage.BACK_TO_DOCTOR, Role.DOCTOR, ("asked",)),
)


@dataclass(frozen=True, kw_only=True)
class People:
    """Five who look after one patient."""

    greeter: Staff
    assistant: Staff
    doctor: Staff
    cashier: Staff
    manager: Staff


@dataclass(frozen=True, kw_only=True)
class Screens:
    """Where each of them sits, and the screen in the waiting room."""

    desk: Page
    floor: Page
    room: Page
    till: Page
    office: Page
    display: Page

    @property
    def boards(self) -> list[Page]:
        """Whoever has the flow board before them all day."""
        return [self.desk, self.floor, self.till, self.office]

    def remember(self) -> None:
        """A page that is loaded again has forgotten this."""
        for page in self._all():
            page.evaluate("window.was_loaded_once = true")

    def were_loaded_once(self, *pages: Page) -> bool:
        return all(page.evaluate("window.was_loaded_once === true") for page in pages)

    def _all(self) -> Iterator[Page]:
        yield from (getattr(self, one.name) for one in fields(self))


def employ(clinic: Clinic) -> People:
    """All of them read English."""

    def at_work(username: str, name: str, role: Role) -> Staff:
        staff = employed(username, name, role, clinic)
        staff.language = Language.EN
        staff.save()
        return staff

    return People(
        greeter=at_work("lin", "林溪", Role.GREETER),
        assistant=at_work("he", "何静", Role.ASSISTANT),
        doctor=at_work("li", "李予安", Role.DOCTOR),
        cashier=at_work("yu", "余朵", Role.STATION),
        manager=at_work("gu", "顾远", Role.MANAGER),
    )


def open_house(clinic: Clinic, people: People, *, at: datetime) -> None:
    """The stations and what is owed at them; the doctor is at the first chair."""
    furnish(clinic)
    for stage, role, codes in OWED:
        owed(stage, *codes, role=role, valid_from=at - timedelta(days=1))
    Shift.objects.create(
        staff=people.doctor,
        clinic=clinic,
        chair=Chair.objects.create(clinic=clinic, name="1 号椅"),
        role=Role.DOCTOR,
        during=span(at - timedelta(hours=1), at + timedelta(hours=8)),
    )
    publish_a_crown(clinic, by=people.manager, at=at)
    advice_text.furnish(at=at)
    soft = AdviceText.objects.get(topic="soft-and-cool")
    AdviceApproval.sign(soft, clinic=clinic, by=people.doctor, at=at)


def sit_down_all(
    sit_down: Callable[[Staff], Page], people: People, display: Page
) -> Screens:
    """Everybody in front of their own screen, before anybody comes."""

    def at_the_board(staff: Staff) -> Page:
        page = sit_down(staff)
        page.goto("/flow/")
        expect(page.locator("flow-board:defined")).to_be_visible()
        return page

    room = sit_down(people.doctor)
    room.goto("/flow/room/")
    expect(room.get_by_text("Nobody waits for you")).to_be_visible()
    screens = Screens(
        desk=at_the_board(people.greeter),
        floor=at_the_board(people.assistant),
        till=at_the_board(people.cashier),
        office=at_the_board(people.manager),
        room=room,
        display=display,
    )
    screens.remember()
    return screens


def column(page: Page, clinic: Clinic, stage: Stage) -> Locator:
    return page.locator(f"#station-{clinic.stations.get(stage=stage).pk}")


def card(page: Page) -> Locator:
    """The card of the one patient in the house."""
    return page.locator("[data-card]")


def take_in_hand(page: Page, towards: str, station: str) -> None:
    """Lift the card by key and hold it over a station; Enter would hand it over."""
    card(page).focus()
    page.keyboard.press(towards)
    expect(page.locator("[data-target]")).to_contain_text(station)


def drag(page: Page, clinic: Clinic, stage: Stage) -> None:
    """By the mouse, from where the card lies to another station."""
    there = column(page, clinic, stage)
    card(page).scroll_into_view_if_needed()
    start, goal = card(page).bounding_box(), there.bounding_box()
    assert start is not None
    assert goal is not None
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(goal["x"] + 40, start["y"] + 40, steps=8)
    name = clinic.stations.get(stage=stage).name
    expect(page.locator("[data-target]")).to_contain_text(name)
    page.mouse.up()


def in_dialog(page: Page) -> Locator:
    return page.locator("dialog[open]")


def is_shut(page: Page) -> None:
    expect(in_dialog(page)).to_have_count(0)
