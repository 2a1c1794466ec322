from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from benchmarks.peers import screens
from benchmarks.peers.crowd import furnished, hired
from benchmarks.peers.paths import Hand
from renxin.booking.models import Appointment
from renxin.staff.roles import Role
from tests.cast import signed_in


def test_a_word_counts_once_the_change_was_there_to_be_seen():
    made = [(1.0, 1.2), (5.0, 5.1)]

    assert screens.seen_told(made, [1.1, 1.5, 2.0]) == pytest.approx([0.5])


def test_an_answer_counts_if_it_was_asked_for_after_the_change():
    asked_and_answered = [1.1, 1.9, 3.1, 3.4]

    seen = screens.seen_asking([(1.0, 1.2)], asked_and_answered)

    assert seen == pytest.approx([2.4])


@pytest.mark.django_db(transaction=True)
def test_what_changes_is_on_the_board_that_is_asked_for(client: Client):
    house = furnished(days=1)
    greeter = hired(house.clinic, "g1", Role.GREETER, [])

    change = partial(screens.change, Hand(house, seed=1))
    made = screens.changing(change, rate=50, seconds=0.2)
    board = reverse("booking:board") + f"?day={house.first:%Y-%m-%d}"
    answer = signed_in(client, greeter).get(board)

    assert made
    assert all(begun < there for begun, there in made)
    appointment = Appointment.objects.due().first()
    assert appointment is not None
    assert appointment.patient.name in answer.content.decode()
