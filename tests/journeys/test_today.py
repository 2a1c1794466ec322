"""A morning at the desk: one key for each ending, and every screen in step."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renxin.promises.models import Ending, Promise
from renxin.staff.models.staff import Language
from tests.cast import enrolled
from tests.renxin.promises.made import promised

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def lin(greeter_lin):
    greeter_lin.language = Language.EN
    greeter_lin.save()
    return greeter_lin


@pytest.fixture
def morning(dongyuan, lin):
    """Five people rung in turn: two late already, one due, two later."""
    now = timezone.now()
    people = ("周敏珍", "吴若澄", "郑亦凡", "许念", "柳如山")
    return [
        promised(
            enrolled(dongyuan, f"M{place}", name),
            dongyuan,
            by=lin,
            what=f"给{name}回电话",
            due_at=now + minutes * MINUTE,
            at=now - 60 * MINUTE,
        )
        for place, (name, minutes) in enumerate(
            zip(people, (-30, -12, 8, 80, 90), strict=True)
        )
    ]


def row(page, promise):
    return page.locator(f"#promise-{promise.pk}")


def stands_open(page, promise):
    expect(row(page, promise).locator("details")).to_have_attribute("open", "")


def test_a_morning_is_kept_on_the_keyboard_alone(sit_down, lin, morning):
    page = sit_down(lin)
    first, second, third, fourth, fifth = morning

    stands_open(page, first)
    page.keyboard.press("1")
    expect(row(page, first)).to_have_count(0)
    stands_open(page, second)

    page.keyboard.press("2")
    page.get_by_label("What troubles them?").fill("一直出血")
    page.keyboard.press("Enter")
    expect(row(page, second)).to_have_count(0)
    expect(page.locator("dialog[open]")).to_have_count(0)

    stands_open(page, third)
    page.keyboard.press("j")
    stands_open(page, fourth)
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="To another time")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text("Moved to")).to_be_visible()

    expect(page.get_by_text("2 kept today")).to_be_visible()
    expect(page.locator("#late-pip")).to_be_hidden()
    assert Ending.objects.filter(by=lin).count() == 2
    assert Promise.objects.get(came_of=second).why == "一直出血"
    assert Promise.objects.get(pk=fourth.pk).deferrals.count() == 1
    assert third.ended_at is fifth.ended_at is None


def test_a_wrong_key_is_taken_back(sit_down, lin, morning):
    page = sit_down(lin)

    page.keyboard.press("5")
    expect(row(page, morning[0])).to_have_count(0)
    page.get_by_role("button", name="Undo").click()

    expect(row(page, morning[0])).to_have_count(1)
    expect(page.get_by_text("Taken back; it is open again")).to_be_visible()
    assert not Ending.objects.exists()


def test_a_promise_is_written_down_on_the_keyboard_alone(
    sit_down, lin, morning, wang_fang
):
    page = sit_down(lin)

    page.keyboard.press("n")
    page.get_by_label("To whom").press_sequentially("wf")
    expect(page.locator("#whom-found")).to_contain_text("王芳")
    page.get_by_label("What was promised").fill("告诉王芳可以分两次付")
    page.keyboard.press("Enter")

    expect(page.get_by_text("告诉王芳可以分两次付").first).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)
    made = Promise.objects.get(patient=wang_fang)
    assert (made.owner, made.what) == (lin, "告诉王芳可以分两次付")


def test_what_one_desk_ends_every_other_screen_shows(sit_down, lin, morning):
    here, there = sit_down(lin), sit_down(lin)
    there.evaluate("window.was_loaded_once = true")

    for promise in morning[:4]:
        stands_open(here, promise)
        here.keyboard.press("1")
        expect(row(here, promise)).to_have_count(0)
        expect(row(there, promise)).to_have_count(0)

    assert there.evaluate("window.was_loaded_once")


def test_who_presses_second_hears_who_was_first(sit_down, lin, morning, doctor_li):
    page = sit_down(lin)
    # The other desk's news cannot arrive: this screen still shows the promise open.
    page.route("**/today/", lambda route: route.abort())
    morning[0].keep(outcome="WELL", by=doctor_li, at=timezone.now())

    page.keyboard.press("3")

    said = row(page, morning[0]).get_by_role("alert")
    expect(said).to_contain_text("李予安 ended this at")
    expect(page.locator("#toasts")).to_contain_text("李予安 ended this at")
    assert Ending.objects.get().by == doctor_li


@pytest.mark.parametrize("viewport", [DESK, PHONE])
@pytest.mark.parametrize("language", Language.values)
def test_nothing_scrolls_sideways(sit_down, lin, morning, viewport, language):
    lin.language = language
    lin.save()
    page = sit_down(lin, viewport)

    for path in ("/", "/promises/", "/promises/new/", f"/promises/{morning[0].pk}/"):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path


def test_the_page_is_awake_before_anything_can_be_pressed(sit_down, lin, morning):
    page = sit_down(lin)
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
            const all = [...document.querySelectorAll("[hx-get], [hx-post]")];
            window.asleep = all.filter((one) => !("htmxPowered" in one.dataset)).length;
            window.awake = all.length - window.asleep;
        })"""
    )

    page.reload()

    assert page.evaluate("window.awake") > len(morning)
    assert page.evaluate("window.asleep") == 0
