"""By which way a message goes, and that each way has its own words."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from renxin.patients.models import Consent, ContactPoint
from renxin.patients.models.consent import Method
from renxin.staff.roles import Role
from renxin.voice.hooked import Told
from renxin.voice.kinds import Receipt, Why
from renxin.voice.models import BadNumber, WordingWithdrawal
from renxin.voice.models.wording_version import Draft
from renxin.voice.outbox import numbers, replies, reports, sending
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, employed, reached
from tests.renxin.voice import words
from tests.renxin.voice.conftest import written


@dataclass
class By:
    """A channel of some family; what it would be given is all that is looked at."""

    name: str
    family: str
    reaches: str = "PHONE"
    receipt: str = Receipt.ACCEPTED
    needs_template: bool = False
    in_house: bool = False


SMS, MAIL = By("aliyun", "SMS"), By("mail", "EMAIL", "EMAIL")
INBOX, POST, CALL = (
    By("inbox", "PORTAL"),
    By("post", "LETTER", "POST"),
    By("call", "CALL"),
)
A_DAY = timedelta(days=1)
WECOM = By("wecom", "WECHAT", "WECHAT")


@pytest.fixture
def people(dongyuan):
    writer = employed("xi", "林溪", Role.CARE, dongyuan)
    return writer, employed("lu", "白露", Role.COMPLIANCE, dongyuan)


def say(people, topic, channel, zh, surface="svc"):
    wording = words.own_topic(topic, channel=channel, surface=surface)
    version = words.write(wording, people[0], Draft(zh, f"[{{clinic}}] {channel}"))
    words.approve(version, people[1], reason="核对过")
    return version


def everywhere(patient):
    for kind, value in (("EMAIL", "fang@example.org"), ("WECHAT", "ofang")):
        point = ContactPoint.objects.create(kind=kind, value=value, backwards="x")
        patient.reaches.create(contact_point=point)
    patient.address = "东院路 1 号"
    patient.save()


@pytest.mark.parametrize("way", [SMS, MAIL, INBOX, POST, WECOM, CALL])
def test_each_way_has_its_own_words(people, wang_fang, dongyuan, way):
    everywhere(wang_fang)
    say(people, "OWN_HELLO", "ANY", "【{clinic}】哪里都能说的话")
    say(people, "OWN_HELLO", way.family, f"【{{clinic}}】只在 {way.family} 说的话")
    message = written(wang_fang, dongyuan, saying="OWN_HELLO")

    assert f"只在 {way.family} 说的话" in eligible(message, NOON, ways=[way]).words.kept


@pytest.mark.parametrize("way", [SMS, MAIL, INBOX, POST, WECOM, CALL])
def test_a_way_without_words_of_its_own_says_what_is_said_anywhere(
    people, wang_fang, dongyuan, way
):
    everywhere(wang_fang)
    say(people, "OWN_HELLO", "ANY", "【{clinic}】哪里都能说的话")
    message = written(wang_fang, dongyuan, saying="OWN_HELLO")

    assert "哪里都能说的话" in eligible(message, NOON, ways=[way]).words.kept


def test_the_law_is_asked_of_the_words_that_would_go_out(people, wang_fang, dongyuan):
    everywhere(wang_fang)
    say(people, "OWN_HELLO", "SMS", "【{clinic}】{name}您好")
    say(people, "OWN_HELLO", "LETTER", "尊敬的{name}：一切都好")
    message = written(wang_fang, dongyuan, saying="OWN_HELLO", fields={})

    by_post = eligible(message, NOON, ways=[POST])
    message.fields = {"staff": "五星好评送券"}
    say(people, "OWN_HELLO", "EMAIL", "【{clinic}】{name}您好，{staff}")

    assert by_post.words.kept.startswith("尊敬的")  # no signature before a letter
    assert eligible(message, NOON, ways=[MAIL]).why == Why.UNLAWFUL
    assert eligible(message, NOON, ways=[MAIL, SMS]).way.channel is SMS


def test_words_for_text_messages_alone_are_put_into_no_letter(
    people, wang_fang, dongyuan
):
    everywhere(wang_fang)
    say(people, "OWN_HELLO", "SMS", "【{clinic}】{name}您好")
    message = written(wang_fang, dongyuan, saying="OWN_HELLO")

    assert eligible(message, NOON, ways=[POST]).why == Why.NOT_APPROVED
    assert eligible(message, NOON, ways=[POST, SMS]).way.channel is SMS


def test_a_script_that_was_withdrawn_is_not_followed_by_what_is_written(
    people, wang_fang, dongyuan
):
    say(people, "OWN_HELLO", "ANY", "【{clinic}】写的话")
    script = say(people, "OWN_HELLO", "CALL", "您好，我是{clinic}", surface="say")
    message = written(wang_fang, dongyuan, saying="OWN_HELLO")
    assert eligible(message, NOON, ways=[CALL]).words.kept == "您好，我是东院"

    WordingWithdrawal.write(script, why="有误", by=people[1], at=NOON)

    assert eligible(message, NOON, ways=[CALL]).why == Why.NOT_APPROVED


def test_the_official_account_carries_no_offer(wang_fang, dongyuan):
    wechat = By("wechat", "WECHAT", "WECHAT")
    wechat.notices_only = True
    reach = reached(wang_fang, "+8613800000001")
    message = written(wang_fang, dongyuan, contact_point=reach.contact_point)
    everywhere(wang_fang)
    assert eligible(message, NOON, ways=[wechat]).sends
    Consent.objects.create(
        patient=wang_fang,
        purpose="RECALL",
        answer=Consent.Answer.GIVEN,
        method=Method.PAPER,
        text_version="1",
        evidence="登记表",
        given_at=NOON,
    )
    message.purpose, message.saying = "RECALL", "RP_OHR_M12"

    assert eligible(message, NOON, ways=[wechat]).why == Why.STOPPED


def test_what_a_channel_tells_is_true_of_where_it_went(wang_fang, dongyuan, gateway):
    gateway.name, gateway.family, gateway.reaches = "mail", "EMAIL", "EMAIL"
    everywhere(wang_fang)
    mail = ContactPoint.objects.get(kind="EMAIL")
    for number in range(3):
        one = written(wang_fang, dongyuan, about_id=number)
        sending.send(one.pk, now=lambda: NOON, by=gateway)
        told = Told(Receipt.FAILED, str(one.out_id), code="550")
        reports.tell("mail", told, at=NOON)

    assert BadNumber.objects.get().contact_point == mail
    later = NOON + 2 * A_DAY
    message = written(wang_fang, dongyuan, about_id=9, not_after=later + A_DAY)
    assert eligible(message, later, ways=[MAIL]).why == Why.BAD_NUMBER
    assert eligible(message, later, ways=[MAIL, SMS]).way.channel is SMS


def test_a_reply_finds_the_message_where_it_went(wang_fang, dongyuan, gateway):
    gateway.name, gateway.family, gateway.reaches = "wechat", "WECHAT", "WECHAT"
    everywhere(wang_fang)
    message = written(wang_fang, dongyuan)
    sending.send(message.pk, now=lambda: NOON, by=gateway)
    point = ContactPoint.objects.get(kind="WECHAT")

    heard = replies.hear("wechat", "WECHAT", point, "好的", outside_id="1", at=NOON)

    assert heard.message == message


def test_whoever_left_is_written_to_there_no_more(wang_fang, dongyuan):
    everywhere(wang_fang)
    message = written(wang_fang, dongyuan)
    assert eligible(message, NOON, ways=[WECOM]).sends

    numbers.gone(ContactPoint.objects.get(kind="WECHAT"), at=NOON)

    assert eligible(message, NOON, ways=[WECOM]).why == Why.BAD_NUMBER
