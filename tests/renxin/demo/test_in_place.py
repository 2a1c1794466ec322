from collections import Counter

from pulse import Period, figures
from pulse.engines import duckdb
from renxin.demo.in_place import SIX
from renxin.demo.words import truth
from renxin.demo.write import write
from tests.renxin.demo.conftest import UNTIL


def walked(tables):
    """The comings of which the world tells every step."""
    return {row["visit_id"] for row in tables["stage_entries"]}


def test_every_coming_is_owed_the_six_in_places_in_their_order(tables):
    duties, visits = tables["duties"], walked(tables)

    assert len(duties) == len(SIX) * len(visits)
    first = duties[: len(SIX)]
    assert [row["duty"] for row in first] == [one[0] for one in SIX]
    moments = [row["due_at"] for row in first]
    assert moments == sorted(moments)
    assert {row["visit_id"] for row in first} == {tables["visits"][0]["visit_id"]}


def test_duties_are_done_as_often_as_the_truth_says_and_waived_only_undone(tables):
    done = Counter(row["duty"] for row in tables["duties"] if row["done_at"])

    for code, share in truth()["duties"]["done"].items():
        assert abs(done[code] / len(walked(tables)) - share) < 0.01
    for row in tables["duties"]:
        assert row["done_at"] is None or row["done_at"] >= row["due_at"]
        assert not (row["waived"] and row["done_at"])
    assert any(row["waived"] for row in tables["duties"])


def test_whoever_was_admitted_had_come_that_day_to_have_a_tooth_out(tables):
    visits = {visit["visit_id"]: visit for visit in tables["visits"]}

    assert 10 < len(tables["admissions"]) < len(visits) / 100
    for row in tables["admissions"]:
        visit = visits[row["visit_id"]]
        assert visit["patient_id"] == row["patient_id"]
        assert visit["service"] == "拔牙"
        assert row["discharged_on"] is None or row["discharged_on"] > row["admitted_on"]


def test_the_figures_of_duties_devices_and_admissions_are_those_of_the_tables(
    tables, tmp_path
):
    write(tmp_path, seed=7, patients=6000, years=2, until=UNTIL)
    both = Period(UNTIL.replace(year=UNTIL.year - 2), UNTIL)

    told = figures(duckdb.open(tmp_path), both, codes=["K16", "K17", "K37"])

    counted = {one.code: (one.part, one.whole) for one in told.figures}
    duties = tables["duties"]
    done = sum(row["done_at"] is not None for row in duties)
    devices = [row for row in tables["capacity"] if row["kind"] == "DEVICE"]
    used = sum(row["used_minutes"] for row in devices)
    assert not told.left_out
    assert counted["K37"] == (done, len(duties))
    assert counted["K17"] == (len(tables["admissions"]), len(tables["visits"]))
    assert counted["K16"] == (used, sum(row["open_minutes"] for row in devices))
