"""A person at a desk: a real browser on a running house."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from renxin.staff.models import Staff
from tests import browser
from tests.cast import signed_in

DESK = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django takes for async code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        started = playwright.chromium.launch(
            executable_path=browser.executable(), args=list(browser.FLAGS)
        )
        yield started
        started.close()


@pytest.fixture
def at_desk(
    live_server: LiveServer, chromium: Browser
) -> Iterator[Callable[[Staff], Page]]:
    """Open the house in a browser in which this person is signed in."""
    opened = []

    def sit_down(staff: Staff) -> Page:
        session = signed_in(Client(), staff).cookies[settings.SESSION_COOKIE_NAME]
        context = chromium.new_context(
            base_url=live_server.url, viewport=DESK, locale="zh-CN"
        )
        context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session.value,
                    "url": live_server.url,
                }
            ]
        )
        opened.append(context)
        return context.new_page()

    yield sit_down
    for context in opened:
        context.close()
