"""A house of its own for each of two lives of one seed."""

from datetime import timedelta

import pytest
from django.db import transaction

from renxin.demo.load import load
from renxin.demo.world import simulate
from renxin.plans.models import Acceptance, Decline
from renxin.safety.models import InfectionCheck, PainScore
from tests.renxin.demo.conftest import TEN, UNTIL

# By the clock of the clinics; what today brought hangs on the keys of a house.
MORNING = TEN - timedelta(hours=9)


@pytest.mark.django_db
def test_the_same_seed_lives_the_same_again():
    world = simulate(7, 700, 1, UNTIL)

    first, second = lived_in(world), lived_in(world)

    assert first == second
    assert all(first)


def lived_in(world):
    """What a house of that world has lived lately; it is taken down again."""
    with transaction.atomic():
        load(world, now=TEN)
        lived = [
            list(_before_today(told).values_list("at", *names))
            for told, names in (
                (Acceptance, ("total_fen", "signer_name")),
                (Decline, ("reason", "note")),
                (PainScore, ("score", "done", "by__username")),
                (InfectionCheck, ("chair__name", "by__username")),
            )
        ]
        transaction.set_rollback(True)
    return lived


def _before_today(told):
    return told.objects.filter(at__lt=MORNING).order_by("at", "pk")
