"""A screen that keeps itself true, and says so when it cannot."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLACE = """([ground, html]) => {
  const region = document.createElement("live-region");
  region.setAttribute("src", "/part/");
  region.setAttribute("on", "promises");
  const parsed = new DOMParser().parseFromString(html, "text/html");
  region.append(...parsed.body.children);
  document.querySelector(ground).prepend(region);
  document.querySelector("live-word").show();
}"""

TURN_TO = """([from, to]) => {
  document.querySelector(from).open = false;
  document.querySelector(to).open = true;
}"""


def promises(count):
    rows = (
        f'<li id="p{n}"><details class="promise"><summary>{n} of {count}</summary>'
        f'<input aria-label="note {n}"></details></li>'
        for n in range(count)
    )
    return f"<ol>{''.join(rows)}</ol>"


@pytest.fixture
def board(desk, greeter_lin):
    """A page with a live part; `tell` decides what the server says next."""
    page = desk(greeter_lin, language="en")
    page.now = promises(2)
    page.route(
        "**/part/",
        lambda route: route.fulfill(body=page.now, content_type="text/html"),
    )
    page.goto("/accounts/2fa/")
    return page


def news(page):
    """Each stream says one empty word, ends, and is opened again soon."""
    page.route(
        "**/live/**",
        lambda route: route.fulfill(
            body="retry: 200\nevent: look\ndata: {}\n\n",
            content_type="text/event-stream",
        ),
    )


def test_a_new_promise_appears_without_a_reload(board):
    news(board)
    board.evaluate(PLACE, ["main", promises(1)])

    board.wait_for_selector("#p1")

    assert board.inner_text("#p0 summary") == "0 of 2"


def test_what_is_open_stays_open_and_one_is_always_open(board):
    news(board)
    board.evaluate(PLACE, ["main", promises(2)])
    board.wait_for_selector("details.promise[open]")
    assert board.locator("#p0 details").get_attribute("open") is not None

    # In one step: between two, news could come and open the first again.
    board.evaluate(TURN_TO, ["#p0 details", "#p1 details"])
    board.now = promises(3)
    board.wait_for_selector("#p2")

    assert board.locator("#p1 details").get_attribute("open") is not None
    assert board.locator("#p0 details").get_attribute("open") is None


def test_nothing_moves_under_a_person_who_is_typing(board):
    news(board)
    board.evaluate(PLACE, ["main", promises(2)])
    board.wait_for_selector("details.promise[open]")
    board.fill("#p0 input", "she fears needles")

    board.now = promises(5)
    for _word in range(3):
        with board.expect_request("**/live/**"):
            pass
    assert board.locator("#p4").count() == 0

    board.evaluate("document.activeElement.blur()")
    board.wait_for_selector("#p4")
    assert board.input_value("#p0 input") == "she fears needles"


def test_a_screen_out_of_step_says_so_and_asks_again_by_itself(board):
    board.route("**/live/**", lambda route: route.fulfill(status=503))
    board.evaluate(PLACE, ["main", promises(1)])

    board.wait_for_selector("live-word[data-state=polling]")
    assert board.inner_text("live-word") == "Every 5 seconds"

    board.wait_for_selector("#p1", timeout=8000)
