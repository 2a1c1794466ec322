"""At the desk: a stop somebody was told, and its taking back, on the patient’s page."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from renxin.journal.models import Entry
from renxin.promises.kinds import Kind
from renxin.promises.models import CallsWelcome, OptOut, Promise
from renxin.promises.refusals import NotToBeContacted
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.models import LocalTime, Stop, StopLifted
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, employed, signed_in
from tests.renxin.voice.conftest import written

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client, greeter_lin):
    greeter_lin.language = "en"
    greeter_lin.save()
    return signed_in(client, greeter_lin)


def asks(desk, patient, scope="ALL", channel=""):
    told = {"scope": scope, "channel": channel}
    return desk.post(reverse("voice:stops", args=[patient.pk]), told, headers=HTMX)


def heard_again(desk, patient, stop, evidence):
    place = reverse("voice:heard_again", args=[patient.pk, stop.pk])
    return desk.post(place, {"evidence": evidence}, headers=HTMX)


def test_the_page_of_a_patient_leads_there(desk, wang_fang):
    page = desk.get(reverse("patients:aside", args=[wang_fang.pk])).content.decode()

    assert "They asked to be spared nothing." in page
    assert "They ask us to stop" in page


@pytest.mark.parametrize(
    ("scope", "channel", "sends"),
    [
        ("ALL", "", False),
        ("CARE", "", False),
        ("CARE", "SMS", False),
        ("CARE", "EMAIL", True),
        ("OFFERS", "", True),
    ],
)
def test_what_they_ask_is_heeded_at_once(
    desk, wang_fang, message, scope, channel, sends
):
    answer = asks(desk, wang_fang, scope, channel)

    assert answer.status_code == 200
    verdict = eligible(message, timezone.now())  # by now it is too late for it
    assert verdict.why == (Why.TOO_LATE if sends else Why.STOPPED)


def test_it_is_kept_who_was_told_and_the_timeline_says_so(desk, wang_fang, greeter_lin):
    page = asks(desk, wang_fang, "OFFERS").content.decode()

    assert "told 林溪" in page
    assert {one.by for one in Stop.objects.all()} == {greeter_lin}
    told = Entry.objects.get(fact="voice.stopped")
    assert (told.patient_id, told.by_id) == (wang_fang.pk, greeter_lin.pk)


def test_the_same_again_is_nothing_new(desk, wang_fang):
    asks(desk, wang_fang, "OFFERS")
    number = Stop.objects.count()

    again = asks(desk, wang_fang, "OFFERS", "SMS")

    assert again.status_code == 422
    assert "stopped already" in again.content.decode()
    assert Stop.objects.count() == number


def test_calls_that_were_owed_are_owed_no_more(desk, wang_fang, dongyuan):
    for kind in (Kind.CALL, Kind.RECALL, Kind.OTHER):
        at = NOON + timedelta(days=1)
        terms = Terms(kind=kind, what="…", due_at=at, owner_role=Role.GREETER)
        Promise.make(wang_fang, terms, clinic=dongyuan, by=None, at=NOON)

    asks(desk, wang_fang, "OFFERS", "CALL")
    assert set(Promise.objects.open().values_list("kind", flat=True)) == {
        Kind.CALL,
        Kind.OTHER,
    }
    asks(desk, wang_fang, "ALL", "CALL")
    assert Promise.objects.open().get().kind == Kind.OTHER


def test_only_their_own_word_takes_it_back_and_the_word_is_kept(desk, wang_fang):
    asks(desk, wang_fang, "CARE")
    stop = Stop.objects.get()

    assert heard_again(desk, wang_fang, stop, " ").status_code == 422
    assert Stop.objects.standing().exists()
    heard_again(desk, wang_fang, stop, "3 月 2 日来电，录音 17")

    assert not Stop.objects.standing().exists()
    assert StopLifted.objects.get().evidence == "3 月 2 日来电，录音 17"
    assert Entry.objects.filter(fact="voice.heard_again").exists()
    assert heard_again(desk, wang_fang, stop, "再来").status_code == 404


@pytest.mark.parametrize("odd", [{"scope": "X"}, {"scope": "ALL", "channel": "SMOKE"}])
def test_what_the_page_does_not_offer_is_refused(desk, wang_fang, odd):
    place = reverse("voice:stops", args=[wang_fang.pk])

    assert desk.post(place, odd).status_code == 422
    assert not Stop.objects.exists()


def test_another_clinics_patient_is_out_of_reach(client, outsider_zhao, wang_fang):
    assert asks(signed_in(client, outsider_zhao), wang_fang).status_code == 404


def test_whoever_lives_by_another_clock_is_not_woken(
    desk, wang_fang, dongyuan, message
):
    desk.post(reverse("voice:clock", args=[wang_fang.pk]), {"zone": "Europe/London"})

    assert eligible(message, NOON).wait_until == NOON + timedelta(hours=4)
    desk.post(reverse("voice:clock", args=[wang_fang.pk]), {"zone": ""})
    assert not LocalTime.objects.exists()
    assert eligible(message, NOON).sends


def test_a_merge_takes_their_clock_along(desk, wang_fang, xiaodou, dongyuan):
    LocalTime.objects.create(
        patient=xiaodou,
        zone="Europe/London",
        by=employed("x", "x", Role.CARE, None),
        at=NOON,
    )
    xiaodou.merged_into = wang_fang
    xiaodou.save()

    assert eligible(written(wang_fang, dongyuan), NOON).wait_until


def test_whoever_asks_for_no_calls_is_rung_by_nobody_until_they_say_so(
    desk, wang_fang, dongyuan
):
    asks(desk, wang_fang, "ALL", "CALL")
    with pytest.raises(NotToBeContacted):
        owed(wang_fang, dongyuan)

    place = reverse("voice:rung_again", args=[wang_fang.pk])
    assert desk.post(place, {"evidence": ""}).status_code == 422
    desk.post(place, {"evidence": "来电录音"})

    assert owed(wang_fang, dongyuan).kind == Kind.CALL
    assert desk.post(place, {"evidence": "来电录音"}).status_code == 422


def test_whoever_changes_their_mind_twice_is_heeded_the_second_time_too(
    desk, wang_fang, dongyuan
):
    place = reverse("voice:rung_again", args=[wang_fang.pk])
    asks(desk, wang_fang, "CARE", "CALL")
    desk.post(place, {"evidence": "来电录音"})
    assert not Stop.objects.standing().exists()

    assert asks(desk, wang_fang, "CARE", "CALL").status_code == 200

    with pytest.raises(NotToBeContacted):
        owed(wang_fang, dongyuan)


def test_who_is_rung_again_but_still_spared_everything_may_ask_for_peace_again(
    desk, wang_fang
):
    asks(desk, wang_fang, "ALL")
    desk.post(reverse("voice:rung_again", args=[wang_fang.pk]), {"evidence": "录音"})

    assert asks(desk, wang_fang, "ALL").status_code == 200
    assert OptOut.objects.get().patient == wang_fang
    assert asks(desk, wang_fang, "ALL").status_code == 422


def test_peace_asked_of_the_call_desk_is_seen_and_taken_back_alike(
    desk, wang_fang, dongyuan, greeter_lin
):
    owed(wang_fang, dongyuan).stop_calls(by=greeter_lin, at=NOON)
    page = desk.get(reverse("patients:aside", args=[wang_fang.pk])).content.decode()
    assert "Asked not to be called" in page

    place = reverse("voice:rung_again", args=[wang_fang.pk])
    desk.post(place, {"evidence": "来电录音"})

    assert not OptOut.objects.exists()
    assert CallsWelcome.objects.get().by == greeter_lin


def test_an_opt_out_of_the_desk_does_not_vanish_by_itself(desk, wang_fang):
    asks(desk, wang_fang, "ALL")

    with pytest.raises(IntegrityError), transaction.atomic():
        OptOut.objects.all().delete()


def owed(patient, clinic):
    at = NOON + timedelta(days=1)
    terms = Terms(kind=Kind.CALL, what="…", due_at=at, owner_role=Role.GREETER)
    return Promise.make(patient, terms, clinic=clinic, by=None, at=NOON)
