"""A browser at a desk, listening for what a strict policy would refuse."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.cast import signed_in

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = (1366, 768), (390, 844)


@pytest.fixture
def desk(chromium, live_server, client):
    """Open a page as somebody, at a size, in a language and a light."""
    contexts = []

    def opened(
        staff=None, size=DESK, language="zh-hans", light="light", *, bypass=False
    ):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=light,
            base_url=live_server.url,
            bypass_csp=bypass,
        )
        contexts.append(context)
        cookies = {"language": language}
        if staff:
            staff.language = language
            staff.save(update_fields=["language"])
            cookies["session"] = signed_in(client, staff).cookies["session"].value
        context.add_cookies(
            [
                {"name": n, "value": v, "url": live_server.url}
                for n, v in cookies.items()
            ]
        )
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: note(page, message.type, message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()


def note(page: Page, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        page.complaints.append(text)


def faults(page: Page) -> list[str]:
    """What axe finds; needs a page opened with the policy bypassed."""
    page.evaluate(AXE.read_text("utf-8") + ";0")
    found = page.evaluate("axe.run(document)")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
