import pytest
from django.test import Client

from renxin.feedback.models import Answer
from renxin.patients.models import Concern
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.staff.models import Look
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.line import turns
from renxin.visits.models import ServiceNote, StepTaken
from renxin.visits.room import noting
from tests.cast import employed, signed_in
from tests.renxin.booking.conftest import clock
from tests.renxin.visits.owed import owed
from tests.renxin.visits.views.conftest import HTMX, press, speaking_english

ROOM = "/flow/room/"


@pytest.fixture
def zhou(came):
    return came("周敏珍", stage=Stage.CONSULTATION, minute=5)


@pytest.fixture
def with_li(zhou, li):
    here = zhou.stage_entries.current().get()
    turns.take_up(here, by=li, at=clock(9, 40))
    return zhou


def read(client, address=ROOM):
    return client.get(address).content.decode()


def test_an_empty_room_says_what_will_appear_there(at_chair):
    assert "Nobody waits for you" in read(at_chair)


def test_who_comes_next_is_known_before_they_are_called(at_chair, zhou, came):
    came("吴若澄", stage=Stage.CONSULTATION, minute=9)
    Concern.objects.create(
        patient=zhou.patient, kind="FEAR", level=8, note="怕打针", at=clock(9)
    )

    page = read(at_chair)

    assert page.index("周敏珍") < page.index("吴若澄")
    assert "怕打针" in page
    assert "Fear 8 / 10" in page
    assert "waits for you" in page
    assert "1 号椅" in page


def test_from_the_room_they_are_referred_by_a_key(at_chair, zhou):
    page = read(at_chair)

    assert f'href="/referrals/new/?patient={zhou.patient_id}"' in page
    # R is taken there: it opens the record.
    assert page.count('data-key="r"') == 1


def test_whoever_waits_for_another_doctor_is_not_shown(at_chair, came, dongyuan):
    chen = employed("chen", "陈知夏", Role.DOCTOR, dongyuan)
    came("许念", stage=Stage.CONSULTATION, doctor=chen)

    assert "许念" not in read(at_chair)


def test_whoever_is_with_us_comes_before_those_who_wait(at_chair, with_li, came):
    came("吴若澄", stage=Stage.CONSULTATION, minute=1)

    page = read(at_chair)

    assert page.index("<h2>周敏珍") < page.index("吴若澄")
    assert "Hand over" in page


def test_another_of_those_who_wait_is_looked_at_on_purpose(at_chair, with_li, came):
    wu = came("吴若澄", stage=Stage.CONSULTATION, minute=1)

    assert "<h2>吴若澄" in read(at_chair, f"{ROOM}?visit={wu.pk}")


def test_an_assistant_at_the_same_chair_sees_the_same_room(dongyuan, with_li, li):
    he = speaking_english(employed("he", "何静", Role.ASSISTANT, dongyuan))
    shift = li.shifts.get()
    shift.pk, shift.staff, shift.role = None, he, Role.ASSISTANT
    shift.save(force_insert=True)

    assert "<h2>周敏珍" in read(signed_in(Client(), he))


def test_at_one_look_stands_what_was_promised_answered_and_noted(
    at_chair, with_li, dongyuan, li
):
    patient = with_li.patient
    terms = Terms(
        kind="CALL", what="打电话问伤口", due_at=clock(18), owner_role=Role.CARE
    )
    Promise.make(patient, terms, clinic=dongyuan, by=li, at=clock(9))
    Answer.objects.create(
        patient=patient,
        element="COMMUNICATION",
        score=3,
        note="说得太快",
        asked_at=clock(9, day=1),
        answered_at=clock(9, day=2),
    )
    noting.note(with_li, "喜欢靠窗的椅子", by=li, at=clock(9, 50))

    page = read(at_chair)

    for told in ("打电话问伤口", "说得太快", "喜欢靠窗的椅子", "not a medical record"):
        assert told in page


def test_the_six_steps_are_begun_one_after_the_other(at_chair, with_li):
    first = press(at_chair, "steps", with_li, step="OBSERVE")
    press(at_chair, "steps", with_li, step="ASK")

    assert (first.status_code, "visits-changed" in first["HX-Trigger"]) == (200, True)
    steps = StepTaken.objects.order_by("pk").values_list("step", flat=True)
    assert list(steps) == ["OBSERVE", "ASK"]


def test_a_step_nobody_knows_is_refused(at_chair, with_li):
    assert press(at_chair, "steps", with_li, step="SELL").status_code == 422


def test_a_step_where_they_no_longer_are_is_told_kindly(
    at_chair, with_li, dongyuan, qian
):
    stale = {"seen": with_li.stage_entries.current().get().pk, "step": "ASK"}
    treatment = dongyuan.stations.get(stage=Stage.TREATMENT)
    with_li.send_on(treatment, by=qian, at=clock(9, 55))

    answer = at_chair.post(f"/flow/visits/{with_li.pk}/steps/", stale, headers=HTMX)

    assert answer.status_code == 409
    assert "has just handed them over" in answer.content.decode()


def test_a_note_is_written_and_an_empty_one_is_not(at_chair, with_li):
    address = f"/flow/visits/{with_li.pk}/notes/"
    refused = at_chair.post(address, {"text": " "}, headers=HTMX)
    written = at_chair.post(address, {"text": "怕冷，备毯子"}, headers=HTMX)

    assert (refused.status_code, written.status_code) == (422, 200)
    assert "Write the note first." in refused.content.decode()
    assert ServiceNote.objects.get().text == "怕冷，备毯子"


def test_every_look_is_written_down_and_an_open_page_looks_once(at_chair, with_li):
    looks = Look.objects.filter(patient_id=with_li.patient_id)

    at_chair.get(ROOM)
    at_chair.get(ROOM, headers=HTMX)
    at_chair.get(ROOM, headers=HTMX)

    assert [one.particulars for one in looks] == [f"visit {with_li.pk}"]


def test_whoever_appears_on_an_open_page_was_looked_at(at_chair, zhou):
    at_chair.get(ROOM, headers=HTMX)

    assert Look.objects.filter(patient_id=zhou.patient_id).count() == 1


def test_the_room_is_for_doctors_and_those_who_assist_them(desk):
    assert desk.get(ROOM).status_code == 403


def test_the_room_takes_as_many_queries_for_ten_who_wait_as_for_one(
    at_chair, with_li, came, django_assert_max_num_queries
):
    owed(Stage.CONSULTATION, "greeted", "told", role=Role.DOCTOR)
    for minute in range(10, 20):
        came(f"候诊{minute}", stage=Stage.CONSULTATION, minute=minute)

    with django_assert_max_num_queries(32):
        assert at_chair.get(ROOM).status_code == 200
