import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from renxin.patients.models import Concern
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage, Turn, Urgency
from renxin.visits.line import turns
from tests.cast import employed, enrolled, signed_in
from tests.renxin.booking.conftest import clock

BOARD = "/flow/board/"
MOST_QUERIES = 12


def names(client):
    page = client.get(BOARD).content.decode()
    return re.findall(r'<span class="top"><b>([^<]+)</b>', page)


def said(client, address=BOARD):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_house_in_which_nobody_was_greeted_says_what_will_stand_here(desk):
    assert "Nobody has been greeted yet" in said(desk, "/flow/")


def test_a_card_tells_who_it_is_and_what_to_know_of_them(desk, came, it_is):
    visit = came("吴若澄", minute=50, urgency=Urgency.URGENT)
    Concern.objects.create(
        patient=visit.patient, kind=Concern.Kind.FEAR, level=7, at=clock(9)
    )

    page = said(desk)

    for word in ("吴若澄", "001", "First visit", "李予安", "In pain", "Fear 7"):
        assert word in page
    assert 'waited="600"' in page
    assert 'goal="180"' in page
    assert 'data-state="over"' in page


def test_cards_stand_in_the_order_in_which_they_are_called(desk, came):
    came("先来", stage=Stage.CONSULTATION, minute=10)
    came("后来", stage=Stage.CONSULTATION, minute=20)
    came("急诊", stage=Stage.CONSULTATION, minute=30, urgency=Urgency.EMERGENCY)

    assert names(desk) == ["急诊", "先来", "后来"]


def test_whoever_is_looked_after_stands_first_with_whom(desk, came, li):
    came("先来", stage=Stage.CONSULTATION, minute=10)
    second = came("后来", stage=Stage.CONSULTATION, minute=20, doctor=None)
    second.give_to(li, by=li, at=clock(9, 30))
    here = second.stage_entries.current().get()
    reason = turns.Reason(why="SHORT")
    turns.take_up(here, reason=reason, by=li, at=clock(9, 40))

    page = said(desk)

    assert names(desk) == ["后来", "先来"]
    assert 'data-state="with"' in page
    assert (
        "Called before their turn·Only a moment: a dressing, a signature·李予安" in page
    )


def test_a_turn_moved_by_hand_is_seen_by_all(desk, came, li):
    visit = came("先来", stage=Stage.CONSULTATION)
    here = visit.stage_entries.current().get()
    reason = turns.Reason(why="OTHER", note="去买早饭")
    turns.move_turn(here, Turn.BACK, reason, by=li, at=clock(9, 30))

    assert "Let others go first·去买早饭·李予安" in said(desk)


def test_a_doctor_who_is_not_at_work_any_more_is_marked(desk, came, li):
    came("先来")
    assert "The doctor is not at work now" not in said(desk)

    li.shifts.update(during=span(clock(8), clock(9, 55)))

    assert "The doctor is not at work now" in said(desk)


def test_a_closed_station_folds(desk, came, li, dongyuan):
    came("先来")
    station = dongyuan.stations.get(stage=Stage.PHARMACY)
    station.close(by=li, at=clock(9))

    page = said(desk)

    assert f'id="station-{station.pk}"' not in page
    assert "1 station is closed" in page


def test_a_patient_merged_in_the_middle_of_a_visit_goes_by_the_record_kept(
    desk, came, wang_fang
):
    visit = came("王方")
    visit.patient.merged_into = wang_fang
    visit.patient.save(update_fields=["merged_into"])
    Concern.objects.create(patient=wang_fang, kind=Concern.Kind.COST, at=timezone.now())

    page = said(desk)

    assert names(desk) == ["王芳"]
    assert "Cost" in page


def test_what_weighs_on_the_record_merged_into_theirs_stands_on_the_card(
    desk, came, dongyuan
):
    visit = came("王方")
    double = enrolled(dongyuan, "P-0", "王方")
    Concern.objects.create(patient=double, kind=Concern.Kind.COST, at=timezone.now())
    double.merged_into = visit.patient
    double.save(update_fields=["merged_into"])

    assert "Cost" in said(desk)


def test_who_is_at_another_clinic_is_on_another_board(came, outsider_zhao, client):
    came("先来")

    assert "先来" not in said(signed_in(client, outsider_zhao))


@pytest.mark.parametrize("people", [3, 24])
def test_a_full_board_costs_as_few_queries_as_an_empty_one(desk, came, li, people):
    for one in range(people):
        visit = came(f"病人{one}", stage=list(Stage)[one % 8], minute=one)
        Concern.objects.create(
            patient=visit.patient, kind=Concern.Kind.FEAR, at=clock(9)
        )
        if one % 3 == 0:
            here = visit.stage_entries.current().get()
            reason = turns.Reason(why="WORSE")
            turns.take_up(here, reason=reason, by=li, at=clock(9, 40))
    desk.get(BOARD)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = said(desk)

    assert page.count("data-card=") == people
    assert len(asked) <= MOST_QUERIES


def test_who_may_only_look_has_no_keys_to_move_anybody(came, dongyuan, client):
    came("先来")
    care = employed("care", "沈安", Role.CARE, dongyuan)

    page = said(signed_in(client, care), "/flow/")

    assert "data-verb" not in page
    assert "data-next" not in page
