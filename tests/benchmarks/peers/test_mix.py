from datetime import datetime, timedelta

import pytest

from benchmarks.peers import mix
from benchmarks.peers.crowd import ZONE, furnished, hired
from renxin.booking.models import Appointment
from renxin.staff.roles import Role
from renxin.visits.models import Departure
from tests.cast import signed_in


class AtHand:
    """A guest who needs no server: the same requests, asked of the pages themselves."""

    def __init__(self, client, staff):
        self.client = signed_in(client, staff)

    def get(self, path):
        return self.client.get(path, headers={"HX-Request": "true"}).status_code

    def post(self, path, data):
        return self.client.post(path, data, headers={"HX-Request": "true"}).status_code


@pytest.fixture
def house(transactional_db):
    midnight = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return furnished(days=3, first=midnight + timedelta(days=1))


@pytest.mark.parametrize("role", [Role.GREETER, Role.DOCTOR])
def test_everything_a_worker_does_is_answered(client, house, monkeypatch, role):
    monkeypatch.setattr(mix, "IN_THE_HOUSE", 8)
    floor, _people = mix.at_work(house, 0)
    guest = AtHand(client, hired(house.clinic, "g", role, []))
    worker = mix.Worker(house, floor, guest, 1, is_doctor=role == Role.DOCTOR)

    answers = {name: act() for name, (_weight, act) in worker.acts.items()}

    writes = {name: answers.pop(name) for name in mix.WRITES}
    assert set(answers.values()) == {200}
    assert set(writes.values()) <= {200, *mix.REFUSED}
    assert writes["book"] == writes["greet"] == 200
    assert Appointment.objects.filter(through="DESK").exists()


def test_everybody_goes_through_the_house_and_home_again(client, house, monkeypatch):
    monkeypatch.setattr(mix, "IN_THE_HOUSE", 1)
    floor, _people = mix.at_work(house, 0)
    guest = AtHand(client, floor.doctors[0])
    worker = mix.Worker(house, floor, guest, 1, is_doctor=True)

    for _press in range(40):
        worker.acts["send on"][1]()

    assert Departure.objects.exists()
