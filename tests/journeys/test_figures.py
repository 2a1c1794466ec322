"""A manager asks who was lost, and turns the answer into promises."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from renxin.clinics.models import Clinic
from renxin.promises.models import Promise
from renxin.scorecard.lake.refresh import refresh
from renxin.staff.models import Look, Staff
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.scorecard import history

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "/figures/",
    "/figures/K07/",
    "/figures/K07/rows/",
    "/figures/loss/",
    "/figures/loss/patients/",
    "/figures/key/",
    "/figures/key/patients/",
)
SERIOUS = """async () => (await axe.run({resultTypes: ["violations"]})).violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" | ")}`)"""
WIDTH = "() => document.documentElement.scrollWidth"


@pytest.fixture
def manager() -> Iterator[Staff]:
    """Of 东院, with the facts gathered; the lake goes with the test."""
    dongyuan = Clinic.objects.create(
        name="仁心口腔东院", short_name="东院", code="dongyuan"
    )
    hexi = Clinic.objects.create(name="仁心口腔河西", short_name="河西", code="hexi")
    history.tell(dongyuan, hexi)
    employed("zhou", "周静", Role.CARE, dongyuan)
    refresh(at=timezone.now())
    yield employed("gu", "顾远", Role.MANAGER, dongyuan)
    shutil.rmtree(settings.LAKE, ignore_errors=True)


@pytest.fixture
def page(at_desk: Callable[[Staff], Page], manager: Staff) -> Page:
    return at_desk(manager)


def test_from_the_figure_to_the_promise_on_the_keyboard_alone(
    page: Page, manager: Staff
) -> None:
    page.goto("/figures/")
    expect(page.locator(".tile").first).to_contain_text("10 / 24")
    page.locator('a[href^="/figures/loss/?"]').first.press("Enter")
    page.get_by_role("link", name="信任", exact=True).press("Enter")
    page.wait_for_url("**/figures/loss/patients/**")

    page.keyboard.press("j")
    page.keyboard.press("Space")
    expect(page.locator("[data-chosen]")).to_have_text("已选 1 人")
    page.keyboard.press("a")
    expect(page.locator("[data-chosen]")).to_have_text("已选 3 人")
    page.keyboard.press("t")
    page.locator("#promising button[type=submit]").press("Enter")

    expect(page.locator(".toast").first).to_contain_text("许下了 3 件承诺")
    assert Promise.objects.filter(owner_role=Role.CARE).count() == 3
    expect(page.locator(".people .badge")).to_have_count(3)
    expect(page.locator('.people input[type="checkbox"]')).to_have_count(0)
    assert Look.objects.filter(staff=manager, what="LIST").count() >= 3


def test_a_figure_tells_what_it_means_to_the_mouse_and_to_the_keyboard(
    page: Page,
) -> None:
    page.goto("/figures/")
    means = page.locator("#means-K22")
    expect(means).not_to_be_visible()

    page.locator('a[aria-describedby="means-K22"]').focus()
    expect(means).to_be_visible()
    page.locator("h1").click()
    page.locator('a[aria-describedby="means-K07"]').hover()

    expect(page.locator("#means-K07")).to_be_visible()


def test_the_table_behind_a_picture_opens_with_the_keyboard(page: Page) -> None:
    page.goto("/figures/loss/")

    page.locator(".chart summary").press("Enter")

    expect(page.locator(".chart details")).to_have_attribute("open", "")


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1366), ("light", 390)])
def test_no_page_hinders_anyone_or_scrolls_sideways(
    page: Page, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 844})
    wrong = {}
    for address in PAGES:
        page.goto(address)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(SERIOUS)
        if found or page.evaluate(WIDTH) > width:
            wrong[address] = found or page.evaluate(WIDTH)

    assert wrong == {}


def test_the_report_prints_without_the_desk_around_it(page: Page) -> None:
    page.goto("/figures/loss/")

    page.emulate_media(media="print")

    for chrome in (".rail", ".bar", ".tools"):
        expect(page.locator(chrome).first).not_to_be_visible()
    expect(page.locator(".plot.for-desk")).to_be_visible()
    assert page.pdf(format="A4")[:4] == b"%PDF"
