"""Screens that keep in step: when a line was cut, without one, and with any clock."""

import time
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from renxin.visits.kinds import Stage
from renxin.visits.line import turns
from renxin.visits.models import DisplayKey, StageEntry, Visit
from renxin.visits.models.station import furnish
from renxin.visits.terms import Coming
from tests.cast import enrolled
from tests.journeys.whole_house import column

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE_MS = 30_000
LISTENING = """FROM pg_stat_activity
               WHERE query LIKE 'LISTEN%' AND datname = current_database()"""


@pytest.fixture
def house(dongyuan):
    furnish(dongyuan)
    return dongyuan


def came(house, lin, name, *, minutes=0):
    patient = enrolled(house, f"F-{name}", name)
    at = timezone.now() - timedelta(minutes=minutes, seconds=5)
    visit = Visit.begin(patient, house, Coming(), by=lin, at=at)
    room = house.stations.get(stage=Stage.CONSULTATION)
    visit.send_on(room, by=lin, at=at)
    return visit


def call(visit, lin):
    here = StageEntry.objects.select_related("visit").get(visit=visit, left_at=None)
    turns.call(here, by=lin, at=timezone.now())


@pytest.fixture(params=["the flow board", "the waiting room"])
def screen(request, sit_down, lin, house):
    """A screen that was not opened yet, and what it shows of somebody called."""
    page = sit_down(lin)
    if request.param == "the flow board":
        page.address, page.shown = reverse("visits:index"), ".called"
    else:
        secret = DisplayKey.make(house, by=lin, at=timezone.now())
        page.address = reverse("visits:display", args=[secret])
        page.shown = ".calling, .earlier li"
    return page


def opened(page):
    """It has heard the first word, and has looked once more because of it."""
    with page.expect_response(lambda answer: in_background(answer.request)):
        page.goto(page.address)
    expect(page.locator(page.shown)).to_have_count(0)


def in_background(request):
    return request.resource_type == "fetch" and "/flow/" in request.url


def shows(page, count):
    expect(page.locator(page.shown)).to_have_count(count, timeout=PATIENCE_MS)


def listening():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {LISTENING}")
        return cursor.fetchone()[0]


def stop_listening():
    """Cut the server's line to the database: what happens now nobody is told of."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) {LISTENING}")
    until = time.monotonic() + PATIENCE_MS / 1000
    while listening() and time.monotonic() < until:
        pass


def test_what_happened_while_the_house_did_not_listen_is_shown(screen, lin, house):
    visit = came(house, lin, "张小明")
    opened(screen)

    stop_listening()
    call(visit, lin)

    shows(screen, 1)


def test_a_screen_that_was_cut_off_has_missed_nothing(screen, lin, house):
    first, second = came(house, lin, "张小明"), came(house, lin, "李强")
    opened(screen)

    screen.context.set_offline(True)
    call(first, lin)
    call(second, lin)
    screen.context.set_offline(False)

    shows(screen, 2)


def test_a_screen_nobody_tells_anything_asks_by_itself(screen, lin, house):
    first, second = came(house, lin, "张小明"), came(house, lin, "李强")
    screen.route("**/live/**", lambda route: route.abort())
    screen.goto(screen.address)
    shows(screen, 0)

    call(first, lin)
    shows(screen, 1)
    screen.unroute("**/live/**")
    with screen.expect_request("**/live/**", timeout=PATIENCE_MS):
        call(second, lin)

    shows(screen, 2)


def test_the_bar_says_when_a_board_asks_by_itself_and_when_it_is_told(
    sit_down, lin, house
):
    page = sit_down(lin)
    page.route("**/live/**", lambda route: route.abort())
    page.goto("/flow/")
    word = page.locator("live-word")
    expect(word).to_have_attribute("data-state", "polling", timeout=PATIENCE_MS)

    page.unroute("**/live/**")

    expect(word).to_have_attribute("data-state", "live", timeout=PATIENCE_MS)


def apart(one, other):
    """How far the clocks in the bars of two screens are from each other."""
    first, second = (datetime.strptime(text, "%H:%M") for text in (one, other))  # noqa: DTZ007
    day = timedelta(days=1)
    return min((first - second) % day, (second - first) % day)


@pytest.mark.parametrize("hours", [-7, 30])
def test_screens_whose_clocks_differ_show_the_same_minutes(
    sit_down, lin, house, doctor_li, hours
):
    came(house, lin, "张小明", minutes=70)
    came(house, lin, "李强", minutes=9)
    page, other = sit_down(lin), sit_down(doctor_li)
    other.clock.set_fixed_time(timezone.now() + timedelta(hours=hours))

    for screen in (page, other):
        screen.goto("/flow/")
        screen.wait_for_function("customElements.get('wait-clock').all.size > 2")
        screen.evaluate("customElements.get('wait-clock').all.forEach(o => o.tell())")
    came(house, lin, "王芳", minutes=4)

    times = [one.locator("wall-clock time").inner_text() for one in (page, other)]
    assert apart(*times) <= timedelta(minutes=1)
    for screen in (page, other):
        waiting = column(screen, house, Stage.CONSULTATION)
        minutes = waiting.locator("[data-card] wait-clock b")
        expect(minutes).to_have_text(["70", "9", "4"])
        states = waiting.locator("[data-card]")
        assert [one.get_attribute("data-state") for one in states.all()] == [
            "over",
            "calm",
            "calm",
        ]


def test_a_board_that_asks_again_is_nobody_at_work(sit_down, lin, house):
    """Else a board on the wall would keep whoever opened it signed in for ever."""
    page = sit_down(lin)

    with page.expect_request("**/flow/board/") as asked:
        page.goto("/flow/")

    assert asked.value.headers["x-background"] == "1"
