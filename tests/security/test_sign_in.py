"""R24 and R29: no account comes with the house, and no header unlocks one."""

import itertools
import re
from pathlib import Path

import pytest
from django.test import Client

from renxin.staff.models import Staff
from tests.cast import employed

ROOT = Path(__file__).parents[2]
NAMES = ("admin", "root", "renxin", "demo", "test")
WORDS = (
    "admin",
    "password",
    "123456",
    "1234",
    "renxin",
    "demo",
    "changeme",
    "12345678",
    "",
    "root",
)
GIVEN = re.compile(r"create_(?:super)?user\(|set_password\(|make_password\(")
# Those who give a password: the person's own link, and the demonstration clinic,
# which says on the terminal what it made up.
MAY_GIVE = ("renxin/staff/", "renxin/demo/")


def try_to_enter(name, word, **headers):
    return Client(**headers).post(
        "/accounts/login/", {"login": name, "password": word}, follow=False
    )


def is_inside(answer):
    return answer.status_code == 302 and "session" in answer.cookies


@pytest.fixture
def unlocked(settings):
    """Fifty tries from one place would meet the lock before they meet the door."""
    settings.AXES_ENABLED = False


@pytest.mark.django_db
def test_no_well_known_name_and_word_opens_a_new_house(unlocked):
    assert not Staff.objects.exists()
    pairs = list(itertools.product(NAMES, WORDS))
    assert len(pairs) == 50

    opened = [pair for pair in pairs if is_inside(try_to_enter(*pair))]

    assert opened == []
    assert not Staff.objects.exists()


def test_no_password_is_written_into_the_house():
    given = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "renxin").rglob("*.py")
        if GIVEN.search(path.read_text("utf-8"))
    ]

    assert [path for path in given if not path.startswith(MAY_GIVE)] == []


SPOOFS = (
    {"HTTP_X_FORWARDED_FOR": "10.9.8.{n}"},
    {"HTTP_X_FORWARDED_FOR": "10.9.8.{n}, 127.0.0.1"},
    {"HTTP_X_REAL_IP": "10.9.8.{n}"},
    {"HTTP_X_CLIENT_IP": "10.9.8.{n}"},
    {"HTTP_CLIENT_IP": "10.9.8.{n}"},
    {"HTTP_FORWARDED": "for=10.9.8.{n}"},
    {"HTTP_TRUE_CLIENT_IP": "10.9.8.{n}"},
    {"HTTP_CF_CONNECTING_IP": "10.9.8.{n}"},
    {"HTTP_X_CLUSTER_CLIENT_IP": "10.9.8.{n}"},
)


def locked_after(tries, spoof):
    """Try wrongly that often, each time claiming another address; then rightly."""
    for n in range(tries):
        claimed = {name: value.format(n=n) for name, value in spoof.items()}
        try_to_enter("lin", "wrong", **claimed)
    claimed = {name: value.format(n=99) for name, value in spoof.items()}
    return not is_inside(try_to_enter("lin", "a quiet morning", **claimed))


@pytest.mark.parametrize("spoof", SPOOFS, ids=" ".join)
def test_a_claimed_address_does_not_defeat_the_lock(dongyuan, spoof, settings):
    employed("lin", "林溪", "GREETER", dongyuan)
    assert settings.AXES_IPWARE_PROXY_COUNT == 0

    assert locked_after(settings.AXES_FAILURE_LIMIT, spoof)


def test_behind_a_proxy_only_what_the_proxy_says_counts(dongyuan, settings):
    """The proxy appends the address it sees; what stands before it is a claim."""
    employed("lin", "林溪", "GREETER", dongyuan)
    settings.AXES_IPWARE_PROXY_COUNT = 1

    assert locked_after(
        settings.AXES_FAILURE_LIMIT, {"HTTP_X_FORWARDED_FOR": "10.9.8.{n}, 203.0.113.7"}
    )


def test_without_a_lie_the_right_word_opens(dongyuan):
    employed("lin", "林溪", "GREETER", dongyuan)

    assert is_inside(try_to_enter("lin", "a quiet morning"))


def test_a_lock_on_one_place_does_not_lock_the_person_out_elsewhere(dongyuan, settings):
    employed("lin", "林溪", "GREETER", dongyuan)
    for _try in range(settings.AXES_FAILURE_LIMIT):
        try_to_enter("lin", "wrong", REMOTE_ADDR="203.0.113.9")

    assert not is_inside(
        try_to_enter("lin", "a quiet morning", REMOTE_ADDR="203.0.113.9")
    )
    assert is_inside(try_to_enter("lin", "a quiet morning", REMOTE_ADDR="192.0.2.4"))
