from dataclasses import replace

import pytest

from renxin.voice import wire
from renxin.voice.channels import Heard, mail
from renxin.voice.rehearsal.post_office import PostOffice
from renxin.voice.rehearsal.profiles import PROFILES
from tests.renxin.voice.channels.conftest import OUT_ID, always


@pytest.fixture
def office():
    opened = []

    def open_one(profile=PROFILES["kind"]):
        opened.append(PostOffice(profile).open())
        return opened[-1]

    yield open_one
    for one in opened:
        one.shutdown()
        one.server_close()


@pytest.fixture
def by_mail(letter):
    return replace(letter, to="fang@example.com", title="Reminder")


def account(port):
    settings = {"host": "127.0.0.1", "port": str(port), "user": "dongyuan"}
    settings |= {"sender": "hello@example.com", "sender_name": "东院"}
    return mail.Mail(settings, {"password": "quiet"})


def test_a_letter_carries_our_own_number(office, by_mail):
    opened = office()

    answer = account(opened.port).send(by_mail)

    assert answer.heard is Heard.YES
    assert opened.books.counts() == {OUT_ID: 1}


def test_an_address_nobody_has_is_a_no_and_the_address_is_at_fault(office, by_mail):
    answer = account(office().port).send(replace(by_mail, to="nobody@example.com"))

    assert answer.heard is Heard.NO
    assert answer.bad_number


def test_a_line_that_breaks_after_the_letter_tells_nothing(office, by_mail):
    with pytest.raises(OSError, match="closed"):
        account(office(always("resets")).port).send(by_mail)


def test_where_no_line_came_about_nothing_left_the_house(by_mail):
    with pytest.raises(wire.NotReached):
        account(9).send(by_mail)


def test_no_line_of_a_letter_adds_another_recipient(office, by_mail):
    with pytest.raises(ValueError, match=r"[Hh]eader"):
        account(office().port).send(replace(by_mail, title="x\nBcc: all@example.com"))
