"""What every test stands on: a home of its own and a database of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from tests import database

pytest_plugins = ["tests.cast"]

HOME = Path(tempfile.mkdtemp(prefix="renxin-test-"))
HOME.chmod(0o711)
os.environ["RENXIN_HOME"] = str(HOME)


def pytest_configure() -> None:
    """Settings are read before this file is, so what they took from home is moved."""
    settings.HOME = HOME
    settings.LAKE = HOME / "lake"
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"] = {"BACKEND": plain}
    # A test signs in hundreds of times; the strength of the hash has its own test.
    fast = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [fast, *settings.PASSWORD_HASHERS]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,  # noqa: ARG001  must come first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Clone the migrated template: one database for this process."""
    with django_db_blocker.unblock(), database.cloned():
        yield


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
