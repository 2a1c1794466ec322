from datetime import timedelta

import pytest

from renxin.staff.models import Look
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage, Urgency
from renxin.visits.leaving.overnight import close_left_open
from tests.cast import employed
from tests.renxin.booking.conftest import clock
from tests.renxin.visits.views.conftest import HTMX, press, seen


def station(visit, stage):
    return visit.clinic.stations.get(stage=stage)


def here(visit):
    return visit.stage_entries.current().get()


def test_a_card_is_handed_over_to_the_next_station(desk, came, qian):
    visit = came("王芳")

    answer = press(
        desk, "station", visit, station=station(visit, Stage.CONSULTATION).pk
    )

    assert answer.status_code == 200
    assert "visits-changed" in answer["HX-Trigger"]
    assert (here(visit).stage, here(visit).sent_by) == (Stage.CONSULTATION, qian)


def test_the_slower_of_two_hands_hears_who_was_quicker(desk, at_chair, came, li):
    visit = came("王芳")
    drawn = seen(visit)
    press(at_chair, "station", visit, station=station(visit, Stage.CONSULTATION).pk)

    answer = desk.post(
        f"/flow/visits/{visit.pk}/station/",
        drawn | {"station": station(visit, Stage.CASHIER).pk},
        headers=HTMX,
    )

    assert answer.status_code == 409
    assert "李予安 has just handed them over: now at" in answer.content.decode()
    assert "visits-changed" in answer["HX-Trigger"]
    assert here(visit).stage == Stage.CONSULTATION


@pytest.mark.parametrize("address", ["station", "call", "care", "urgency", "doctor"])
def test_what_a_screen_did_not_see_it_does_not_change(desk, came, li, address):
    visit = came("王芳")
    told = {
        "station": station(visit, Stage.CASHIER).pk,
        "urgency": Urgency.URGENT,
        "why": "PAIN",
        "doctor": li.pk,
    }

    answer = desk.post(f"/flow/visits/{visit.pk}/{address}/", told, headers=HTMX)

    assert answer.status_code == 409


def test_nobody_is_handed_over_to_a_closed_station(desk, came, li, at_chair):
    visit = came("王芳")
    closed = station(visit, Stage.PHARMACY)
    closed.close(by=li, at=visit.began_at)

    answer = press(desk, "station", visit, station=closed.pk)

    assert answer.status_code == 422
    assert "is closed. Choose another station." in answer.content.decode()


def test_nobody_is_handed_over_to_a_station_of_another_clinic(desk, came, hexi):
    visit = came("王芳")
    other = hexi.stations.create(
        stage=Stage.CASHIER, name="收费", position=1, goal_minutes=5
    )

    answer = press(desk, "station", visit, station=other.pk)

    assert answer.status_code == 404


def test_the_choice_of_stations_has_keys_and_leaves_out_where_they_are(desk, came):
    visit = came("王芳")

    page = desk.get(f"/flow/visits/{visit.pk}/station/", headers=HTMX).content.decode()

    assert 'data-key="2"' in page
    assert page.count(" disabled") == 1


def test_another_doctor_looks_after_them_today(desk, came, dongyuan):
    visit = came("王芳")
    chen = employed("chen", "陈知夏", Role.DOCTOR, dongyuan)
    asked = desk.get(f"/flow/visits/{visit.pk}/doctor/", headers=HTMX)
    assert "not at work now" in asked.content.decode()

    press(desk, "doctor", visit, doctor=chen.pk)

    visit.refresh_from_db()
    assert visit.doctor == chen


def test_they_can_be_left_to_whoever_is_free_but_not_by_mistake(desk, came):
    visit = came("王芳")

    press(desk, "doctor", visit)
    visit.refresh_from_db()
    assert visit.doctor is not None
    press(desk, "doctor", visit, doctor="")

    visit.refresh_from_db()
    assert visit.doctor is None


def test_how_soon_they_must_be_seen_is_judged_anew(desk, came):
    visit = came("王芳")

    answer = press(desk, "urgency", visit, urgency=Urgency.EMERGENCY, why="BLEEDING")

    visit.refresh_from_db()
    assert answer.status_code == 200
    assert visit.urgency == Urgency.EMERGENCY
    assert "Bleeding or swelling·钱多" in desk.get("/flow/").content.decode()


def test_without_a_need_the_dialog_asks_for_one(desk, came):
    visit = came("王芳")

    answer = press(desk, "urgency", visit, urgency=Urgency.EMERGENCY)

    assert answer.status_code == 422
    assert "only need moves anybody forward" in answer.content.decode()


def test_an_open_card_tells_the_way_so_far_and_is_noted_as_a_look(desk, came, qian):
    visit = came("王芳", stage=Stage.CONSULTATION)

    page = desk.get(f"/flow/visits/{visit.pk}/", headers=HTMX).content.decode()

    assert page.count("<li") == 2
    assert Look.objects.filter(staff=qian, patient_id=visit.patient_id).exists()


def test_without_a_script_a_card_is_a_page_of_its_own(desk, came):
    visit = came("王芳")

    page = desk.get(f"/flow/visits/{visit.pk}/").content.decode()

    assert page.lstrip().startswith("<!doctype html>")
    assert "To the flow board" in page


def test_whoever_left_is_moved_no_more(desk, came):
    visit = came("王芳")
    drawn = seen(visit)
    close_left_open(at=clock(10) + timedelta(days=1))

    answer = desk.post(f"/flow/visits/{visit.pk}/care/", drawn, headers=HTMX)

    assert answer.status_code == 422
    assert "They have left already" in answer.content.decode()
