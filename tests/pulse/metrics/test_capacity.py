import pytest

from pulse import figures, trend
from tests.pulse.cast import THIS_YEAR


def chair(used, opened=480, **more):
    told = {"resource": "一号椅", "day": "2025-03-01", "kind": "CHAIR"}
    return told | {"open_minutes": opened, "used_minutes": used} | more


def on_duty(doctors, assistants):
    told = {"day": "2025-12-01", "clinic": "东院"}
    return told | {"doctors": doctors, "assistants": assistants}


def test_chairs_are_used_so_many_of_their_open_minutes(opened):
    rows = [chair(240), chair(""), chair(120, 240), chair(400, kind="DEVICE")]

    (told,) = figures(opened(capacity=rows), THIS_YEAR, codes=["K15"]).figures

    assert (told.part, told.whole, told.value) == (360, 720, 0.5)


def test_overtime_is_not_hidden(opened):
    (told,) = figures(opened(capacity=[chair(600)]), THIS_YEAR, codes=["K15"]).figures

    assert told.value == 1.25


def test_half_a_doctor_counts_for_half(opened):
    tables = opened(duty=[on_duty(0.5, 2), on_duty(1, 4)])

    (told,) = figures(tables, THIS_YEAR, codes=["K41"]).figures

    assert (told.part, told.value) == (6, pytest.approx(4))
    assert trend(tables, "K41", THIS_YEAR)[-1].value == pytest.approx(4)


def test_tables_without_patients_are_not_grouped_by_what_patients_are(opened):
    people = [{"patient_id": "甲", "channel": "网络"}]
    tables = opened(duty=[on_duty(1, 4)], patients=people)

    told = figures(tables, THIS_YEAR, by=("channel",), codes=["K41"])

    assert told.left_out[0].reason == "no column `channel` in `duty`"


def test_devices_and_beds_are_not_chairs(counted):
    days = [
        {"resource": one, "day": "2025-03-01", "kind": kind}
        | {"open_minutes": opened, "used_minutes": used}
        for one, kind, opened, used in [
            ("椅", "CHAIR", 480, 240),
            ("机", "DEVICE", 480, 120),
            ("镜", "DEVICE", 480, ""),
            ("一床", "BED", 1440, 1440),
            ("二床", "BED", 1440, 0),
            ("三床", "BED", 0, 0),
            ("四床", "BED", 1440, ""),
        ]
    ]

    assert counted("K16", capacity=days) == (120, 480)
    assert counted("K18", capacity=days) == (1, 2)


def test_a_house_without_beds_has_no_occupancy(counted):
    chair = {"resource": "椅", "day": "2025-03-01", "kind": "CHAIR"}
    days = [chair | {"open_minutes": 480, "used_minutes": 1}]

    assert counted("K18", capacity=days) == (0, 0)
