from datetime import timedelta

import pytest

from renxin.booking import keeping
from renxin.booking.agreement import book
from renxin.booking.models import Occupation
from renxin.booking.refusals import AcrossMidnight, InThePast, NoLength, Taken
from renxin.journal.models import Entry
from renxin.rosters.spans import span
from tests.renxin.booking.conftest import clock


def kept(thing, clinic, by, first, last):
    return keeping.keep(
        thing, clinic, span(first, last), purpose="设备保养", by=by, at=clock(8)
    )


def test_nobody_books_what_is_kept_free(
    scanner, dongyuan, greeter_lin, wang_fang, first_chair, terms
):
    kept(first_chair, dongyuan, greeter_lin, clock(10), clock(11))

    with pytest.raises(Taken, match="1 号椅 is kept for 设备保养 until 11:00"):
        book(wang_fang, terms, by=None, at=clock(8))


def test_what_is_booked_is_not_kept_free(
    wang_fang, terms, first_chair, dongyuan, greeter_lin
):
    book(wang_fang, terms, by=None, at=clock(8))

    with pytest.raises(Taken):
        kept(first_chair, dongyuan, greeter_lin, clock(10, 45), clock(12))


def test_it_is_written_down_and_given_back(scanner, dongyuan, greeter_lin):
    one = kept(scanner, dongyuan, greeter_lin, clock(14), clock(15))

    keeping.give_back(one, dongyuan, by=greeter_lin, at=clock(9))
    keeping.give_back(one, dongyuan, by=greeter_lin, at=clock(9))

    facts = Entry.objects.filter(fact__startswith="booking.").order_by("pk")
    assert [entry.fact for entry in facts] == [
        "booking.kept_free",
        "booking.given_back",
    ]
    assert facts[0].told().telling() == "03-03 14:00·口扫 1·设备保养"
    assert not Occupation.objects.exists()


@pytest.mark.parametrize(
    ("minutes", "starts_at", "refusal"),
    [
        (0, clock(14), NoLength),
        (-5, clock(14), NoLength),
        (30, clock(7), InThePast),
        (30, clock(23, 45), AcrossMidnight),
    ],
)
def test_what_is_no_stretch_of_a_day_is_refused(
    minutes, starts_at, refusal, dongyuan, greeter_lin
):
    ends_at = starts_at + timedelta(minutes=minutes)

    with pytest.raises(refusal):
        keeping.check(dongyuan, Stretch(starts_at, ends_at), at=clock(8))


class Stretch:
    """A range the database would not even build."""

    def __init__(self, lower, upper):
        self.lower, self.upper = lower, upper


def test_it_may_be_kept_until_midnight_sharp(scanner, dongyuan, greeter_lin):
    one = kept(scanner, dongyuan, greeter_lin, clock(20), clock(0, day=4))

    assert one.during.upper == clock(0, day=4)
