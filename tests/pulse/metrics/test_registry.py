from datetime import date
from pathlib import Path

import duckdb
import pytest

from pulse import Period, catalogue, figures
from pulse.metrics.registry import Better, Unit, metric
from pulse.share import Share
from pulse.tables import TABLES, Kind
from tests.pulse.cast import THIS_YEAR

ODD_DAYS = Period(date(2024, 3, 8), date(2025, 5, 20))
CHECKS = Path(__file__).parents[2] / "checks"
SQL = {
    Kind.MOMENT: "TIMESTAMP",
    Kind.DAY: "DATE",
    Kind.NUMBER: "DOUBLE",
    Kind.MONEY: "DECIMAL(18, 2)",
    Kind.BOOL: "BOOLEAN",
}


def by_hand(code, folder, period):
    """The hand-written query over the same files: {(clinic, …): (part, whole)}."""
    connection = duckdb.connect()
    for path in folder.glob("*.csv"):
        columns = ", ".join(
            f"'{name}': '{SQL.get(kind, 'VARCHAR')}'"
            for name, kind in _columns(path).items()
        )
        connection.execute(
            f"CREATE VIEW {path.stem} AS SELECT * FROM read_csv('{path}', delim = ',',"
            f" header = true, auto_detect = false, columns = {{{columns}}})"
        )
    query = (CHECKS / f"{code}.sql").read_text("utf-8")
    days = {"start": period.start, "end": period.end}
    asked = {name: day for name, day in days.items() if f"${name}" in query}
    rows = connection.execute(query, asked).fetchall()
    return {
        (None if row[0] else f"clinic {row[1]}", *row[2:-2]): (row[-2], row[-1])
        for row in rows
    }


def _columns(path):
    table = TABLES[path.stem]
    names = path.read_text("utf-8").splitlines()[0].split(",")
    return {name: table.column(name).kind for name in names}


def by_pulse(code, tables, period):
    found = {}
    for by in ((), ("clinic",)):
        for one in figures(tables, period, by=by, codes=[code]).figures:
            group = f"clinic {one.by['clinic']}" if by else None
            rest = [value for name, value in one.by.items() if name != "clinic"]
            told = (one.value, one.n) if one.part is None else (one.part, one.whole)
            found[(group, *rest)] = told
    return found


@pytest.mark.parametrize("code", sorted(catalogue()))
@pytest.mark.parametrize("period", [THIS_YEAR, ODD_DAYS], ids=["a year", "odd days"])
def test_every_engine_gives_the_hand_written_answer(code, engine, clinic_years, period):
    tables = engine.open(clinic_years)

    ours = by_pulse(code, tables, period)
    theirs = by_hand(code, clinic_years, period)

    if catalogue()[code].is_mean:
        theirs = {
            group: (float(money) / payers, payers)
            for group, (money, payers) in theirs.items()
        }
    # A group nobody is counted in may be told as nobody or not be told.
    for group in {*ours, *theirs}:
        theirs_of = theirs.get(group, (0, 0))
        assert ours.get(group, (0, 0)) == pytest.approx(theirs_of, abs=1e-6)
    # A year's return is not known of anyone who first came in the data's last year.
    assert any(whole for _, whole in ours.values()) or code == "K03.365"


def test_every_figure_has_a_hand_written_check():
    assert {path.stem for path in CHECKS.glob("*.sql")} == set(catalogue())


def test_a_figure_without_a_definition_cannot_be_published():
    def undefined(tables, period):
        return Share(tables["visits"], None)

    with pytest.raises(TypeError, match="no definition"):
        metric(
            "X99",
            zh="无",
            en="None",
            better=Better.NEITHER,
            needs=("visits",),
            unit=Unit.VISITS,
            zh_definition="有",
        )(undefined)


def test_a_code_is_published_once():
    def again(tables, period):
        """Said already."""

    with pytest.raises(TypeError, match="there twice"):
        metric(
            "K07",
            zh="爽约率",
            en="No-show rate",
            better=Better.LOWER,
            needs=("appointments",),
            unit=Unit.BOOKINGS,
            zh_definition="有",
        )(again)


def test_every_figure_speaks_both_languages():
    assert all(one.definition and one.zh_definition for one in catalogue().values())


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_figure_is_in_the_glossary_under_its_own_name(code):
    glossary = (Path(__file__).parents[3] / "GLOSSARY.md").read_text("utf-8")
    one = catalogue()[code]

    assert f"| {one.zh} | {one.name} |" in glossary
