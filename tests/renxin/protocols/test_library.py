import re

import pytest
from django.db.models import Count

from renxin.protocols import library
from renxin.protocols.kinds import Kind
from renxin.protocols.language.written import read
from renxin.protocols.models import (
    Protocol,
    ProtocolStep,
    ProtocolVersion,
    TreatmentSign,
    TurnedOn,
)
from tests.cast import NOON
from tests.renxin.protocols.recalls import RECALLS, D, M, W

HOURS = {"hour": 1, "day": D, "week": W, "month": M}


def test_there_are_thirty_three_protocols_in_two_languages():
    written = [read(text) for text in library.shipped().values()]

    assert len(written) == 33
    assert all(re.search("[一-鿿]", one.name.zh + one.purpose.zh) for one in written)
    assert all(one.name.en.isascii() and one.purpose.en for one in written)


def test_each_stands_in_a_file_of_its_name():
    for stem, text in library.shipped().items():
        assert read(text).code.lower() == stem


def test_safety_has_no_trial_and_does_not_stop_for_an_appointment():
    for text in library.shipped().values():
        written = read(text)
        if written.kind is Kind.SAFETY:
            assert not written.hold_out
            assert not {"booked", "came", "complaint"} & set(written.stop)


@pytest.mark.parametrize("code", RECALLS)
def test_each_gets_in_touch_when_the_trade_does(code):
    written = read(library.shipped()[code.lower()])

    for step, (earliest, latest) in zip(written.steps, RECALLS[code], strict=True):
        after = step.after.number * HOURS[step.after.unit]
        if step.after.is_by_the_clock:
            window = step.window.hours
            assert earliest <= after - window <= after + window <= latest, step.code
        else:
            assert earliest <= after <= latest, step.code


def test_none_of_the_table_is_missing():
    written = [read(text) for text in library.shipped().values()]

    assert {one.code for one in written if one.kind is not Kind.DESK} == set(RECALLS)


@pytest.mark.django_db
def test_they_are_taken_in_once_unsigned_and_off_but_for_the_desk_s_own():
    assert library.furnish(at=NOON) == 33
    assert library.furnish(at=NOON) == 0

    assert Protocol.objects.count() == ProtocolVersion.objects.count() == 33
    assert not ProtocolVersion.objects.filter(signature__isnull=False).exists()
    assert TurnedOn.objects.get().protocol.kind == Kind.DESK
    assert TreatmentSign.objects.aggregate(n=Count("treatment", distinct=True)) == {
        "n": 18
    }


@pytest.mark.django_db
def test_every_topic_fits_where_wordings_are_named():
    library.furnish(at=NOON)

    topics = set(ProtocolStep.objects.values_list("topic", flat=True))

    assert len(topics) == 93
    assert all(re.fullmatch("[A-Z][A-Z0-9_]{1,39}", one) for one in topics)
