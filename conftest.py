"""What every test stands on: a home of its own and a database of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests import browser, database

pytest_plugins = ["tests.cast"]

HOME = Path(tempfile.mkdtemp(prefix="renxin-test-"))
HOME.chmod(0o711)
os.environ["RENXIN_HOME"] = str(HOME)


# A browser, a server and a database share a machine with other tests.
LOOKED_FOR_MS = 20_000


def pytest_configure() -> None:
    """Settings are read before this file is, so what they took from home is moved."""
    expect.set_options(timeout=LOOKED_FOR_MS)
    database.point_nowhere()
    database.emptied_patiently()
    settings.HOME = HOME
    settings.LAKE = HOME / "lake"
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"] = {"BACKEND": plain}
    # Argon2 is slow on purpose; what is tested here is not how slow.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,  # noqa: ARG001  must come first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Clone the migrated template: one database for this process."""
    with django_db_blocker.unblock(), database.cloned():
        yield


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """What one test counted, as tries to sign in, is nothing to the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def nobodys_language() -> None:
    """A page that another test asked for in English leaves its language behind."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def nothing_under_way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Emptying tables that a late request still reads would end in a deadlock."""
    marker = request.node.get_closest_marker("django_db")
    in_browser = request.node.get_closest_marker("browser")
    empties = in_browser and marker and marker.kwargs.get("transaction")
    if empties:  # so that this is undone first
        request.getfixturevalue("transactional_db")
    yield
    if empties:
        database.wait_until_idle()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of a process.

    It keeps an event loop in this thread, which Django takes for asynchronous
    code, so `make test` runs what needs it apart from the rest.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        started = playwright.chromium.launch(
            executable_path=browser.executable(), args=list(browser.FLAGS)
        )
        yield started
        started.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--allow-no-browser",
        action="store_true",
        help="be green though the browser tests could not run",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if browser.executable():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(browser.MISSING))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that left the browser out is not green unless that was agreed to."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    left_out = any(browser.MISSING in str(report.longrepr) for report in skipped)
    allowed = session.config.getoption("--allow-no-browser")
    if left_out and not allowed and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sum(browser.MISSING in str(report.longrepr) for report in skipped)
    if left_out:
        terminalreporter.write_line(f"{left_out} browser tests: {browser.MISSING}")


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
