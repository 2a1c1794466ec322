import pytest

from renxin.booking.kinds import Door
from renxin.booking.models import Appointment, Arrival
from renxin.journal.models import Entry
from renxin.visits.duties import doing
from renxin.visits.kinds import Stage
from renxin.visits.line.mistaken import take_back
from renxin.visits.models import StageEntry, Visit
from renxin.visits.refusals import LookedAfterAlready
from tests.renxin.visits.conftest import after
from tests.renxin.visits.owed import at_greeting, duty


def mistaken(visit, by):
    seen = visit.stage_entries.current().get().pk
    take_back(visit, seen=seen, by=by, at=after(5))


@pytest.fixture
def arrived(wang_fang, dongyuan, greeter_lin):
    """Two services in one coming; the desk pressed “is here” for both."""
    every = [
        Appointment.objects.create(
            patient=wang_fang,
            clinic=dongyuan,
            starts_at=after(30 + place),
            minutes=20,
            booked_at=after(-99),
        )
        for place in (0, 20)
    ]
    for one in every:
        one.arrive(door=Door.DESK, by=greeter_lin, at=after(0))
    return every


def test_they_leave_the_board_and_are_expected_as_before(
    arrived, greeter_lin, wang_fang
):
    mistaken(Visit.objects.get(), greeter_lin)

    assert not Visit.objects.exists()
    assert not StageEntry.objects.exists()
    assert not Arrival.objects.exists()
    assert set(Appointment.objects.due()) == set(arrived)
    told = Entry.objects.filter(patient_id=wang_fang.pk).order_by("pk")
    assert list(told.values_list("fact", flat=True))[-3:] == [
        "visits.taken_back",
        "booking.arrival_taken_back",
        "booking.arrival_taken_back",
    ]


def test_who_comes_later_after_all_is_here_again_with_another_number(
    arrived, greeter_lin
):
    mistaken(Visit.objects.get(), greeter_lin)

    arrived[0].arrive(door=Door.DESK, by=greeter_lin, at=after(20))

    assert Visit.objects.get().number == 2


def test_what_was_done_for_somebody_is_not_undone(visit, greeter_lin):
    at_greeting("greeted")
    here = visit.stage_entries.get()
    doing.do(here, duty("greeted"), by=greeter_lin, at=after(1))

    with pytest.raises(LookedAfterAlready):
        mistaken(visit, greeter_lin)

    assert Visit.objects.get() == visit
    assert not Entry.objects.filter(fact="visits.taken_back").exists()


def test_nor_is_a_visit_that_went_on(visit, stations, greeter_lin):
    visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(1))

    with pytest.raises(LookedAfterAlready):
        mistaken(visit, greeter_lin)
