"""A person at a desk: a real browser on a running house."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from renxin.staff.models import Staff
from tests.cast import signed_in

DESK = {"width": 1366, "height": 768}


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
