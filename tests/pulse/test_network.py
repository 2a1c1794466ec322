import pytest

from pulse import introduction_network
from tests.pulse.cast import THIS_YEAR, visit


def brought(*pairs, day="2025-05-01"):
    return [
        {"by_patient_id": bringer, "patient_id": patient, "day": day}
        for bringer, patient in pairs
    ]


def reach(network):
    return {
        one.patient_id: (one.brought, one.through_them) for one in network.influence
    }


def test_influence_counts_those_they_brought_and_whom_those_brought(opened):
    pairs = brought(("甲", "乙"), ("甲", "丙"), ("乙", "丁"), ("丁", "戊"))

    network = introduction_network(opened(introductions=pairs), THIS_YEAR)

    assert reach(network) == {"甲": (2, 2), "乙": (1, 1), "丁": (1, 0)}
    assert network.influence[0].patient_id == "甲"
    assert network.generations == {1: 2, 2: 1, 3: 1}


def test_a_patient_was_brought_once_by_the_first_who_did(opened):
    pairs = [*brought(("乙", "丙"), day="2025-06-01"), *brought(("甲", "丙"))]

    network = introduction_network(opened(introductions=pairs), THIS_YEAR)

    assert [(one.by_patient_id, one.day) for one in network.links] == [
        ("甲", "2025-05-01")
    ]


def test_a_ring_and_oneself_bring_no_endless_generations(opened):
    pairs = brought(("甲", "乙"), ("乙", "甲"), ("丙", "丙"), ("甲", "丁"))

    network = introduction_network(opened(introductions=pairs), THIS_YEAR)

    assert network.introduced == 3
    assert max(network.generations) <= 3


@pytest.mark.parametrize(
    "registered", ["2025-03-01", ""], ids=["told", "by first visit"]
)
def test_the_patients_own_record_tells_too(opened, registered):
    people = [{"patient_id": "乙", "introduced_by": "甲", "registered_on": registered}]
    tables = opened(patients=people, visits=[visit("乙", "2025-03-01")])

    network = introduction_network(tables, THIS_YEAR)

    assert network.links[0].day == "2025-03-01"


def test_restricted_persons_are_counted_and_not_named(opened):
    tables = opened(
        introductions=brought(("甲", "乙"), ("乙", "丙")),
        patients=[{"patient_id": "乙", "restricted": "1"}],
    )

    network = introduction_network(tables, THIS_YEAR)

    assert network.introduced == 2
    assert network.links == []
    assert reach(network) == {"甲": (1, 1)}


def test_where_nothing_is_told_there_is_no_network(opened):
    assert (
        introduction_network(opened(visits=[visit("甲", "2025-03-01")]), THIS_YEAR)
        is None
    )
