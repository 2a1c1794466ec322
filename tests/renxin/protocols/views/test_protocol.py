from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.protocols import brought, library
from renxin.protocols.brought import Brought
from renxin.protocols.models import (
    PlanningAlarm,
    PlanningRun,
    Protocol,
    ProtocolEnrolment,
    ProtocolVersion,
    TreatmentSign,
    Trial,
    TurnedOn,
)
from renxin.staff.roles import Role
from tests.cast import NOON, employed, signed_in
from tests.renxin.protocols.lived import seen_off
from tests.renxin.protocols.planning.test_weighing import TRIAL
from tests.renxin.protocols.protocols import text


def at_desk(person) -> Client:
    person.language = "en"
    person.save(update_fields=["language"])
    return signed_in(Client(), person)


@pytest.fixture
def care(dongyuan):
    return at_desk(employed("qin", "秦悦", Role.CARE, dongyuan))


@pytest.fixture
def surgery(doctor_li):
    return at_desk(doctor_li)


@pytest.fixture
def office(manager_gu):
    return at_desk(manager_gu)


@pytest.fixture
def house(db):
    library.furnish(at=NOON)


@pytest.fixture
def protocol(db):
    return ProtocolVersion.write(text(trial=TRIAL), by=None, at=NOON).protocol


def of(name, protocol):
    return reverse(f"protocols:{name}", args=[protocol.pk])


def test_the_list_shows_all_of_them_in_few_statements(
    care, house, django_assert_max_num_queries
):
    with django_assert_max_num_queries(22):
        page = care.get(reverse("protocols:index")).content.decode()

    assert page.count("Unverified") == 32
    assert "After an extraction" in page
    assert "32 are unverified" in page


def test_one_of_them_says_what_should_happen(
    care, house, django_assert_max_num_queries
):
    protocol = Protocol.objects.get(code="RP-IMP")

    with django_assert_max_num_queries(26):
        page = care.get(of("show", protocol)).content.decode()

    assert "after 24 hours" in page
    assert "after 3 months" in page
    assert "Implant placed" in page


def test_every_one_of_the_house_has_its_page(care, house):
    for protocol in Protocol.objects.all():
        assert care.get(of("show", protocol)).status_code == 200


def test_a_clinician_signs_and_whoever_wrote_it_does_not(surgery, care, protocol):
    page = surgery.get(of("show", protocol)).content.decode()
    assert "I answer for it" in page

    assert care.post(of("signature", protocol)).status_code == 403
    assert surgery.post(of("signature", protocol)).status_code == 302
    assert surgery.post(of("signature", protocol)).status_code == 422

    assert "Signed, off" in care.get(of("show", protocol)).content.decode()


def test_unsigned_it_is_not_turned_on(office, protocol):
    answer = office.post(of("on", protocol), {"from_on": timezone.localdate()})

    assert answer.status_code == 422
    assert not TurnedOn.objects.exists()


def test_it_is_turned_on_with_a_hold_out_and_a_reason(surgery, office, protocol):
    surgery.post(of("signature", protocol))
    told = {"from_on": timezone.localdate(), "holds_out": "on", "why": ""}

    assert office.post(of("on", protocol), told).status_code == 422
    assert not TurnedOn.objects.exists()
    office.post(of("on", protocol), told | {"why": "nobody knows whether it helps"})

    trial = Trial.objects.get()
    assert trial.approved_by.name == "顾远"
    assert TurnedOn.objects.standing().get().protocol == protocol
    assert "approved by 顾远" in office.get(of("show", protocol)).content.decode()


def test_who_may_not_approve_a_trial_is_not_asked(surgery, care, protocol):
    surgery.post(of("signature", protocol))

    assert "Hold some out" not in care.get(of("on", protocol)).content.decode()
    told = {"from_on": timezone.localdate(), "holds_out": "on", "why": "x"}
    care.post(of("on", protocol), told)

    assert TurnedOn.objects.exists()
    assert not Trial.objects.exists()


def test_yesterday_is_over(surgery, office, protocol):
    surgery.post(of("signature", protocol))
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = office.post(of("on", protocol), {"from_on": yesterday})

    assert answer.status_code == 422
    assert "today or later" in answer.content.decode()


def test_it_is_turned_off_with_a_reason(surgery, office, protocol):
    surgery.post(of("signature", protocol))
    office.post(of("on", protocol), {"from_on": timezone.localdate()})

    assert office.post(of("off", protocol), {"why": ""}).status_code == 422
    office.post(of("off", protocol), {"why": "写错了"})

    assert not TurnedOn.objects.standing().exists()
    assert office.post(of("off", protocol), {"why": "again"}).status_code == 422


def test_a_dry_run_counts_today_s_patients_and_keeps_nothing(
    care, dongyuan, wang_fang, xiaodou
):
    for patient in (wang_fang, xiaodou):
        seen_off(patient, dongyuan, at=timezone.now() - timedelta(days=2))
    written = text(more="only_if: [minor]\n")

    page = care.post(reverse("protocols:new"), {"text": written, "look": "1"})

    said = page.content.decode()
    assert "it would have enrolled 1, held out 0, reached 1, and left out 1" in said
    assert "Left out: not “is under age”" in said
    assert "王芳" in said
    assert not Protocol.objects.exists()
    assert not ProtocolEnrolment.objects.exists()


def test_mistakes_are_told_by_line_and_what_was_written_stays(care):
    wrong = text(stop="bored").replace("kind: service", "kind: advert")

    answer = care.post(reverse("protocols:new"), {"text": wrong, "keep": "1"})

    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Line 4" in said
    assert "kind: advert" in said
    assert not Protocol.objects.exists()


def test_a_new_version_is_written_from_the_one_that_was_read(care, protocol):
    page = care.get(of("next", protocol)).content.decode()
    assert "T-ONE" in page
    told = {"text": text(priority=33), "keep": "1", "seen": "1"}

    assert care.post(of("next", protocol), told).status_code == 302
    told["text"] = text(priority=44)
    assert care.post(of("next", protocol), told).status_code == 409

    assert protocol.versions.count() == 2


def test_a_version_can_be_read_word_for_word(care, protocol):
    version = protocol.versions.get()

    page = care.get(reverse("protocols:version", args=[version.pk]))

    assert "script: T_D1" in page.content.decode()


def test_somebody_is_put_on_it_by_hand(surgery, office, protocol, wang_fang):
    assert (
        surgery.post(of("people", protocol), {"number": "20260001"}).status_code == 422
    )
    surgery.post(of("signature", protocol))
    office.post(of("on", protocol), {"from_on": timezone.localdate()})

    assert surgery.post(of("people", protocol), {"number": "nobody"}).status_code == 422
    surgery.post(of("people", protocol), {"number": "20260001"})

    assert ProtocolEnrolment.objects.get().patient == wang_fang
    assert "王芳" in surgery.get(of("people", protocol)).content.decode()


def test_what_tells_of_a_treatment_is_the_clinics_to_say(care, house):
    page = reverse("protocols:treatments")
    sign = {"treatment": "EXTRACTION", "source": "CHARGE", "text": "残根"}

    care.post(page, sign)
    assert "残根" in care.get(page).content.decode()
    kept = TreatmentSign.objects.get(text="残根")
    care.post(reverse("protocols:treatment_end", args=[kept.pk]))

    assert "残根" not in care.get(page).content.decode()
    assert care.post(page, {"treatment": "NO"}).status_code == 422


def test_who_may_only_see_changes_nothing(surgery, protocol):
    for name in ("next", "on", "off"):
        assert surgery.get(of(name, protocol)).status_code == 403
    assert surgery.get(reverse("protocols:new")).status_code == 403


@pytest.fixture
def counted(monkeypatch, protocol, doctor_li, manager_gu):
    """What the figures told of its trial."""
    version = protocol.versions.get()
    trial = Trial.begin(version, why="no harm in waiting", by=manager_gu, at=NOON)

    def tell(**told):
        told = {"sentence": "Of every 100 …", "url": "/figures/effects/"} | told
        teller = {trial.experiment: Brought(**told)}
        monkeypatch.setattr(brought, "_tellers", [lambda: teller])

    return tell


def test_the_list_and_its_page_tell_what_it_brought_and_lead_there(
    counted, surgery, office, protocol
):
    counted(mean="+5.2", interval="+1.0 – +9.4", is_known=True)

    pages = {reverse("protocols:index"): "+1.0 – +9.4"}
    pages |= {of("show", protocol): "Of every 100 …"}
    for page, told in pages.items():
        seen, read = (one.get(page).content.decode() for one in (office, surgery))
        assert told in seen
        assert told in read
        # A doctor reads it; the room of the figures is not theirs.
        assert 'href="/figures/effects/"' in seen
        assert 'href="/figures/effects/"' not in read


def test_what_chance_could_do_is_not_called_known(counted, office, protocol):
    counted(mean="+1.2", interval="−3.0 – +5.4")

    seen = office.get(reverse("protocols:index")).content.decode()

    assert "not yet known" in seen
    assert "+1.2" not in seen


def test_where_nobody_is_held_out_its_page_says_so(care, house, protocol):
    safe = Protocol.objects.get(code="RP-IMP")

    assert (
        "Nobody is ever held out of it" in care.get(of("show", safe)).content.decode()
    )
    assert "nobody has been held out" in care.get(of("show", protocol)).content.decode()


def test_the_alarm_of_the_planner_is_on_the_list_until_somebody_hears_it(
    office, manager_gu
):
    now = timezone.now()
    run = PlanningRun.objects.create(at=now, took_ms=1, unexplained=2)
    alarm = PlanningAlarm.ring(run, on=now.date())
    index = reverse("protocols:index")
    assert "left 2 steps unexplained" in office.get(index).content.decode()

    office.post(reverse("protocols:alarm", args=[alarm.pk]))

    assert alarm.heard.by == manager_gu
    assert "unexplained" not in office.get(index).content.decode()
