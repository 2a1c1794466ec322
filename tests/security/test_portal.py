"""R21 to R23: guessing who is a patient, guessing codes, and making us pay for them."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from renxin.journal.models import Entry
from renxin.patients.models import ContactPoint
from renxin.portal import codes, policy
from renxin.portal.middleware import COOKIE
from renxin.portal.models import Alarm, PhoneSession, SignInCode
from renxin.portal.reactions import code_stands
from renxin.portal.refusals import TooOften
from renxin.voice.models import Message
from tests.cast import NOON, enrolled, reached
from tests.renxin.portal.conftest import NUMBER, code_in, few_limits

__all__ = ["few_limits"]

KNOWN, UNKNOWN = "13812342207", "13912349999"
AT_ONCE = 32
SAVEPOINT = re.compile(r'"s\w+"')


def asked(number):
    """What a browser gets, and every statement that was made for it."""
    client = Client(REMOTE_ADDR="10.0.0.1")
    with CaptureQueriesContext(
        connection,
    ) as made:
        answer = client.post(reverse("portal:sign_in"), {"number": number})
    shapes = [SAVEPOINT.sub("", query["sql"]).split("VALUES")[0][:40] for query in made]
    return answer, shapes


def told(answer):
    """The answer without what is drawn by chance in every one."""
    headers = {name: value for name, value in answer.items() if name != "Set-Cookie"}
    cookies = {
        name: (len(one.value), one["httponly"], one["max-age"])
        for name, one in answer.cookies.items()
    }
    return answer.status_code, answer.content, headers, cookies


def test_r21_a_known_and_an_unknown_number_are_answered_alike(wang_fang):
    """The same bytes by the same statements: there is nothing left to time."""
    asked("13800000000")  # whatever is read once is read

    known, known_path = asked(KNOWN)
    unknown, unknown_path = asked(UNKNOWN)

    assert told(known) == told(unknown)
    assert known_path == unknown_path


def test_r21_asked_too_often_both_are_refused_alike(wang_fang):
    for number in (KNOWN, UNKNOWN):
        asked(number)

    (known, known_path), (unknown, unknown_path) = asked(KNOWN), asked(UNKNOWN)

    assert known.status_code == unknown.status_code == 429
    assert len(known.content) == len(unknown.content)
    assert known_path == unknown_path


def test_r21_the_page_never_reads_who_the_number_belongs_to(wang_fang):
    client = Client()
    with CaptureQueriesContext(connection) as made:
        client.post(reverse("portal:sign_in"), {"number": KNOWN})

    assert not [one for one in made if "patients_" in one["sql"]]


def test_r21_a_wrong_code_for_either_is_answered_alike(wang_fang):
    answers = []
    for number in (KNOWN, UNKNOWN):
        client = Client()
        client.post(reverse("portal:sign_in"), {"number": number})
        answers.append(client.post(reverse("portal:code"), {"code": "x"}))

    assert told(answers[0]) == told(answers[1])


@pytest.mark.django_db(transaction=True)
def test_r22_of_thirty_two_at_once_one_comes_in(wang_fang):
    at = timezone.now()
    challenge = codes.ask(NUMBER, address="10.0.0.1", language="en", at=at)
    code = code_in(Message.objects.get())
    ready = threading.Barrier(AT_ONCE)

    def tried(_number):
        ready.wait()
        try:
            with transaction.atomic():
                return codes.use(challenge, code, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as phones:
        came_in = [one for one in phones.map(tried, range(AT_ONCE)) if one]

    assert came_in == [NUMBER]


@pytest.mark.django_db(transaction=True)
def test_r22_five_tries_are_five_however_many_come_at_once(wang_fang):
    at = timezone.now()
    challenge = codes.ask(NUMBER, address="10.0.0.1", language="en", at=at)
    ready = threading.Barrier(AT_ONCE)

    def guessed(number):
        client = Client()
        client.cookies["phone_code"] = challenge
        ready.wait()
        try:
            return client.post(reverse("portal:code"), {"code": f"x{number}"})
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as phones:
        answers = list(phones.map(guessed, range(AT_ONCE)))

    assert {one.status_code for one in answers} == {302}
    assert SignInCode.objects.get().tries == policy.codes().tries == 5


def test_r21_after_five_tries_in_vain_a_newcomers_code_answers_like_a_patients(
    wang_fang,
):
    answers = []
    for number in (KNOWN, UNKNOWN):
        client = Client()
        client.post(reverse("portal:sign_in"), {"number": number})
        for _try in range(6):
            answer = client.post(reverse("portal:code"), {"code": "x"})
        answers.append(told(answer))

    assert answers[0] == answers[1]


def test_r22_the_odds_of_a_code_are_five_in_a_million():
    rules = policy.codes()

    assert rules.tries / 10**6 <= 5e-6
    assert rules.good_for <= timedelta(minutes=10)


def test_r22_there_is_no_code_that_always_opens(wang_fang):
    challenge = codes.ask(NUMBER, address="10.0.0.1", language="en", at=NOON)

    for known in ("000000", "123456", "111111", "45612"):
        if known != code_in(Message.objects.get()):
            assert codes.use(challenge, known, at=NOON) is None


def test_r23_ten_thousand_requests_cost_no_more_than_the_days_budget(
    dongyuan, few_limits
):
    """From 500 addresses for 5,000 numbers, some of them patients, in one hour.

    What is asked is counted by the same rules, one table row for each that is let
    through; the tenth part of it runs here, and the budget is a tenth too.
    """
    few_limits("budget", "codes_a_day", 30)
    few_limits("budget", "newcomers_a_day", 6)
    for one in range(100):
        patient = enrolled(dongyuan, f"V{one}", "患者")
        reached(patient, f"+861380{one:03}{one:04}")
    for one in range(1000):
        number = f"+861380{one % 500:03}{one % 500:04}"
        at = NOON + timedelta(seconds=one * 3)
        with suppress(TooOften):
            codes.ask(number, address=f"10.1.{one % 50}.1", language="en", at=at)

    sent = [
        message
        for message in Message.objects.order_by("pk")
        if not withheld_by(message)
    ]
    assert len([one for one in sent if one.clinic]) == 30
    assert len([one for one in sent if not one.clinic]) == 6
    assert set(Alarm.objects.values_list("kind", "clinic")) == {
        ("CODES", dongyuan.pk),
        ("STRANGERS", None),
    }
    assert Entry.objects.filter(fact="portal.alarm_raised").count() == 2


def withheld_by(message):
    """What the sender does with a no, without the rest of it."""
    why = code_stands(message, message.made_at)
    if why:
        Message.objects.filter(pk=message.pk).update(clinic=None)
    return why


@pytest.mark.parametrize("number", ["+14155552671", "+447911123456", "+85291234567"])
def test_r23_no_code_goes_abroad(client, db, number):
    answer = client.post(reverse("portal:sign_in"), {"number": number})

    assert answer.status_code == 422
    assert not Message.objects.exists()


def test_r21_no_address_of_a_patients_page_holds_a_number_of_ours(wang_fang, terms_day):
    client, now = Client(), timezone.now()
    point = ContactPoint.objects.get(value=NUMBER)
    client.cookies[COOKIE] = PhoneSession.open(point, at=now)

    pages = [client.get(reverse(f"portal:{name}")) for name in ("home", "family", "me")]

    for page in pages:
        for part in page.content.decode().split('"/my/')[1:]:
            address = part.partition('"')[0]
            assert not any(word.isdigit() for word in address.split("/"))


@pytest.fixture
def terms_day(wang_fang, dongyuan):
    """An appointment to be named in an address."""
    return wang_fang.appointments.create(
        clinic=dongyuan, starts_at=timezone.now() + timedelta(days=1), minutes=30
    )


def test_a_form_forged_elsewhere_is_refused(wang_fang):
    client = Client(enforce_csrf_checks=True)
    point = ContactPoint.objects.get(value=NUMBER)
    client.cookies[COOKIE] = PhoneSession.open(point, at=timezone.now())

    answer = client.post(reverse("portal:out"))

    assert answer.status_code == 403
    assert PhoneSession.objects.get().ended_at is None
