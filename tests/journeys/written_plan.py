"""A plan as it comes about at a desk: written, its other ways told, signed by hand."""

from datetime import datetime

from playwright.sync_api import Page, expect

from renxin.booking.models import Service
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.plans.models import PriceItem
from renxin.plans.models.price_item import Price
from renxin.staff.models import Staff

CROWN = Price(code="D2740", name="全瓷冠", price_fen=380_000, unit="颗")


def publish_a_crown(clinic: Clinic, *, by: Staff, at: datetime) -> None:
    """In the published list of prices, and among what can be booked."""
    PriceItem.publish(CROWN, clinic=clinic, from_day=clinic.day_of(at), by=by, at=at)
    Service.objects.create(code="crown", name="戴冠", minutes=40, cleanup_minutes=0)


def write(page: Page, patient: Patient) -> None:
    """By keyboard alone: a field, Tab, the next; Enter adds the line."""
    page.goto(f"/plans/new/?patient={patient.pk}")
    fill_in(page)


def fill_in(page: Page) -> None:
    page.get_by_label("For what").fill("右下后牙缺损")
    page.keyboard.press("Enter")
    page.get_by_label("Item, or its code in the list").fill("D2740 全瓷冠")
    page.get_by_label("Teeth").fill("46")
    page.get_by_label("Sittings").fill("2")
    page.get_by_label("Booked as").select_option(label="戴冠")
    page.get_by_label("Teeth").press("Enter")
    expect(page.get_by_role("row", name="全瓷冠")).to_contain_text("¥3,800")


def offer(page: Page, kind: str, text: str) -> None:
    ways = page.locator("#ways")
    ways.get_by_label("What else").select_option(label=kind)
    ways.get_by_label("In words for the patient").fill(text)
    ways.get_by_role("button", name="Write it down").click()
    expect(ways.locator("ul")).to_contain_text(text)


def draw(page: Page) -> None:
    """A name, with the mouse."""
    pad = page.locator("sign-pad svg[data-pad]")
    pad.scroll_into_view_if_needed()
    at = pad.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 40, at["y"] + 60)
    page.mouse.down()
    for step in range(8):
        page.mouse.move(at["x"] + 60 + 30 * step, at["y"] + 60 + 40 * (step % 2))
    page.mouse.up()
