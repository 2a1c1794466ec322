"""Wang Fang with her phone in her hand, on a Monday at noon."""

import re
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from renxin.patients.models import ContactPoint
from renxin.portal import codes, policy
from renxin.portal.middleware import COOKIE
from renxin.portal.models import PhoneSession
from renxin.voice.models import Message
from tests.cast import NOON
from tests.renxin.booking.conftest import *  # noqa: F403  a morning at 东院
from tests.renxin.booking.conftest import clock

NUMBER = "+8613812342207"
AT = clock(9, day=2)


@pytest.fixture(autouse=True)
def now():
    """The pages read the clock; it stands where a test puts it."""
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def in_english():
    """Not here: the pages answer in the language the phone asks for."""


@pytest.fixture
def few_limits(monkeypatch):
    """Rules of a test are read afresh, and forgotten after it."""

    def set_(place, name, value):
        monkeypatch.setitem(policy._table()[place], name, value)
        policy.codes.cache_clear()

    yield set_
    monkeypatch.undo()
    policy.codes.cache_clear()


def holding(number=NUMBER, *, at=AT, only=None):
    """A browser that came in with this number a moment ago."""
    point = ContactPoint.objects.get(value=number)
    secret = PhoneSession.open(point, at=at, only=only)
    client = Client(headers={"accept-language": "zh-hans"})
    client.cookies[COOKIE] = secret
    return client


@pytest.fixture
def phone(wang_fang):
    return holding()


def code_in(message):
    return message.hidden()["code"]


def page(client, name, *args, **query):
    return client.get(reverse(f"portal:{name}", args=args), query)


def press(client, name, *args, **told):
    return client.post(reverse(f"portal:{name}", args=args), told)


def agreed(client, **told):
    """A place held, and booked on the page that follows."""
    held = press(client, "hold", **told)
    if held.status_code == HTTPStatus.FOUND:
        client.post(f"{held['Location']}agreement/")
    return held


def said(answer):
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def asked(number=NUMBER, *, address="10.0.0.1", at=NOON, **told):
    challenge = codes.ask(number, address=address, language="zh-hans", at=at, **told)
    return challenge, Message.objects.latest("pk")
