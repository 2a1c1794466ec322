import pytest

from benchmarks.peers import finders, pages
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
    for name, address in pages.greeters_pages():
        assert greeter.get(address).status_code == 200, name
