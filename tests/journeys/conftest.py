"""A person at a desk: a real browser on a running house."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from renxin.site import home
from renxin.staff.models import Staff
from renxin.staff.models.staff import Language
from tests.cast import signed_in

DESK = {"width": 1366, "height": 768}
OPENS_WITHIN_S = 120


@pytest.fixture
def lin(greeter_lin: Staff) -> Staff:
    """The greeter, who reads English."""
    greeter_lin.language = Language.EN
    greeter_lin.save()
    return greeter_lin


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


@pytest.fixture(scope="module")
def real_house(django_db_setup):
    """The real server: only it keeps streams open to every screen."""
    home.write_private(home.ensure() / "secret.key", settings.SECRET_KEY)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "renxin.site.running.web", str(port)],
        env=os.environ | {"RENXIN_DEBUG": "1", "RENXIN_PLAIN_STATIC": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield opened(port)
    finally:
        close(served)


def opened(port):
    until = time.monotonic() + OPENS_WITHIN_S
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return f"http://127.0.0.1:{port}"
    pytest.fail("the house did not open")


def close(served):
    served.terminate()
    try:
        served.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(served.pid, signal.SIGKILL)
        served.wait()


@pytest.fixture
def sit_down(real_house, chromium, transactional_db):
    """Open Today in a browser in which this person is signed in."""
    rooms = []

    def open_today(staff, viewport=DESK):
        name = settings.SESSION_COOKIE_NAME
        session = signed_in(Client(), staff).cookies[name].value
        context = chromium.new_context(
            base_url=real_house,
            viewport=viewport,
            has_touch=viewport["width"] < DESK["width"],
        )
        context.add_cookies([{"name": name, "value": session, "url": real_house}])
        context.set_default_timeout(20_000)
        rooms.append(context)
        page = context.new_page()
        page.goto("/")
        return page

    yield open_today
    for context in rooms:
        context.close()
    until_quiet()


def until_quiet():
    """A screen that was closed may still be answered: wait before emptying."""
    busy = """SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle'
              AND datname = current_database() AND pid <> pg_backend_pid()"""
    quiet = 0
    until = time.monotonic() + OPENS_WITHIN_S
    while quiet < 3 and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(busy)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
        time.sleep(0.1)
