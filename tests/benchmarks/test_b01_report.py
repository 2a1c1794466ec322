import pytest

pytest.importorskip("pandas", reason="a peer of the benchmarks: make bench installs it")

from benchmarks.figures import by_pandas, by_polars, by_pulse, by_sql, made
from benchmarks.figures.answers import differences


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    made.make(folder, patients=2_000)
    return folder


@pytest.mark.parametrize("side", [by_sql, by_polars, by_pandas])
def test_every_side_gives_the_same_answers(house, side):
    theirs = side.answers(house)

    assert len(theirs) > 400
    assert differences(by_pulse.answers(house), theirs) == []


def test_the_floor_reads_every_column_the_report_does(house):
    assert by_pulse.floor(house) == {}
