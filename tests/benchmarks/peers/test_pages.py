import pytest

from benchmarks.peers import finders, pages
from renxin.booking.models import Appointment


@pytest.mark.django_db(transaction=True)
def test_the_house_of_the_pages_can_still_be_filled():
    finders.fill(50)

    pages.told()

    assert Appointment.objects.count() == 200
