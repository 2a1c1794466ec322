from dataclasses import asdict

import pytest
from django.utils import translation

from renxin.exchange.reading.convert import Converter, Refused
from renxin.exchange.reading.job import House, Job
from renxin.exchange.reading.mapping import Mapping

HERE = House(id=1, code="dongyuan", names=("东院",), zone="Asia/Shanghai")
TODAY = "2026-03-02"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def read(kind, row, **rules):
    """One row, its headings named as our fields are."""
    mapping = Mapping(kind=kind, columns={name: name for name in row}, rules=rules)
    job = Job(
        paths=(), mapping=asdict(mapping), houses=(HERE,), house_id=1, today=TODAY
    )
    return Converter(job, list(row)).row(list(row.values()))


@pytest.mark.parametrize(
    ("kind", "row", "why"),
    [
        (
            "appointments",
            {"patient_id": "1", "starts_at": "2026-03-01", "booked_at": "2026-03-02"},
            "after its own day",
        ),
        (
            "visits",
            {"patient_id": "1", "began_at": "2026-03-01", "ended_at": "2026-02-28"},
            "before it began",
        ),
        (
            "patients",
            {
                "patient_id": "1",
                "name": "王芳",
                "birth_on": "1988-04-10",
                "died_on": "1987-01-01",
            },
            "before they were born",
        ),
        ("visits", {"patient_id": "1", "began_at": "2026-03-03"}, "still to come"),
        (
            "patients",
            {"patient_id": "1", "name": "王芳", "registered_on": "2031-01-01"},
            "2031-01-01 is still to come",
        ),
        (
            "charges",
            {"patient_id": "1", "day": "2026-03-03", "amount": "5"},
            "still to come",
        ),
    ],
)
def test_what_cannot_be_true_is_refused(kind, row, why):
    with pytest.raises(Refused, match=why):
        read(kind, row)


def test_what_happened_today_is_taken():
    assert read("visits", {"patient_id": "1", "began_at": "2026-03-02 23:50"})


def test_an_appointment_may_lie_ahead():
    assert read("appointments", {"patient_id": "1", "starts_at": "2027-01-01 09:00"})


def test_a_rule_can_be_put_out_of_use():
    row = {"patient_id": "1", "began_at": "2026-03-03"}

    assert read("visits", row, not_yet=False)
