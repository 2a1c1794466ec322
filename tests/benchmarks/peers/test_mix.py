from datetime import datetime, timedelta

import pytest

from benchmarks.peers import mix
from benchmarks.peers.crowd import ZONE, furnished, hired
from renxin.booking.models import Appointment
from renxin.staff.roles import Role
from tests.cast import signed_in


class AtHand:
    """A guest who needs no server: the same requests, asked of the pages themselves."""

    def __init__(self, client, staff):
        self.client = signed_in(client, staff)

    def get(self, path):
        return self.client.get(path, headers={"HX-Request": "true"}).status_code

    def post(self, path, data):
        return self.client.post(path, data, headers={"HX-Request": "true"}).status_code


@pytest.mark.django_db(transaction=True)
def test_everything_a_worker_does_is_answered(client):
    midnight = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    house = furnished(days=3, first=midnight + timedelta(days=1))
    worker = mix.Worker(
        house, AtHand(client, hired(house.clinic, "g", Role.GREETER, [])), 1
    )

    answers = {name: act() for name, (_weight, act) in worker.acts.items()}

    writes = {name: answers.pop(name) for name in ("book", "move", "confirm")}
    assert set(answers.values()) == {200}
    assert set(writes.values()) <= {200, *mix.REFUSED}
    assert writes["book"] == 200
    assert Appointment.objects.filter(through="DESK").exists()
