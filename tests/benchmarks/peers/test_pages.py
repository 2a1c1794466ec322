import pytest

from benchmarks.peers import addresses, finders, pages
from renxin.booking.models import Appointment
from tests.cast import signed_in


@pytest.mark.django_db(transaction=True)
def test_the_house_of_the_pages_can_still_be_filled():
    finders.fill(50)

    pages.told()

    assert Appointment.objects.count() == 200


@pytest.mark.django_db(transaction=True)
def test_every_page_of_a_busy_day_is_there_to_be_asked_for(client, monkeypatch):
    monkeypatch.setattr(pages, "DOCTORS", 2)
    monkeypatch.setattr(pages, "TRIES", 6)

    greeter = signed_in(client, pages.busy_day())

    assert Appointment.objects.due().exists()
    for name, address in addresses.greeters_pages():
        assert greeter.get(address).status_code == 200, name


@pytest.mark.django_db(transaction=True)
def test_every_page_of_a_full_house_is_there_to_be_asked_for(monkeypatch):
    monkeypatch.setattr(pages, "IN_THE_HOUSE", 9)
    monkeypatch.setattr(pages, "DOCTORS", 1)
    monkeypatch.setattr(pages, "TRIES", 1)
    finders.fill(60)
    pages.told()
    floor = pages.full_house()
    desks = pages.people(floor)

    asked = {
        "steward": addresses.stewards_pages(floor),
        "doctor": addresses.doctors_pages(floor),
        "manager": addresses.keepers_pages(floor),
    }

    for who, addresses_ in asked.items():
        for name, address in addresses_:
            assert desks[who].get(address).status_code == 200, name
