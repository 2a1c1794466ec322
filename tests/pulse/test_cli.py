import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pulse.cli import main
from tests.pulse.cast import appointment, charge, visit, written

DATA = Path(__file__).parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the shared data folder is not beside the repository"
)
ENGINES = ["duckdb", "polars"]


@pytest.fixture
def asked(tmp_path):
    """`pulse report` on a folder, answered as the JSON it writes."""

    def ask(folder, *more):
        out = tmp_path / "figures.json"
        assert main(["report", str(folder), "--json", str(out), *more]) == 0
        return json.loads(out.read_text("utf-8"))

    return ask


def told(answer, code, **by):
    return next(
        one for one in answer["figures"] if one["code"] == code and one["by"] == by
    )


def test_the_last_whole_year_is_taken_where_no_days_are_named(asked, tmp_path):
    rows = [
        visit("甲", "2023-05-01"),
        visit("甲", "2025-12-31"),
        visit("乙", "2024-06-01"),
    ]

    answer = asked(written(tmp_path / "lake", {"visits": rows}))

    assert answer["period"] == {
        "from": "2025-01-01",
        "to": "2026-01-01",
        "zone": "Asia/Shanghai",
    }
    assert told(answer, "K22")["part"] == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_groups_are_asked_for_by_name(asked, tmp_path, engine):
    rows = [appointment("甲", "2025-03-01", "NO_SHOW", clinic="东院", 诊室="三")]
    folder = written(tmp_path / "lake", {"appointments": rows})

    answer = asked(folder, "--by", "clinic,诊室", "--engine", engine)

    assert told(answer, "K07", clinic="东院", 诊室="三")["value"] == 1.0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_is_written_in_either_language(tmp_path, lang, clinic_years):
    out = tmp_path / "report.html"

    assert main(["report", str(clinic_years), "--out", str(out), "--lang", lang]) == 0

    page = out.read_text("utf-8")
    assert ("流失率" in page) is (lang == "zh")
    assert ("Attrition" in page) is (lang == "en")


def test_without_a_file_to_write_the_figures_are_printed(clinic_years, capsys):
    assert main(["report", str(clinic_years)]) == 0

    printed = capsys.readouterr().out
    assert "K07          爽约率" in printed
    assert "appointments: " in printed


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["report", "/nowhere"], "There is no folder `/nowhere`."),
        (["report", "{lake}", "--zone", "Mars/Base"], "There is no time zone"),
        (["report", "{lake}", "--by", "colour"], "No table has a column `colour`"),
        (
            ["report", "{lake}", "--from", "2026-01-01", "--to", "2025-01-01"],
            "ends after",
        ),
        (["report", "{lake}", "--json", "{lake}/no/such.json"], "cannot be written"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(
    tmp_path, capsys, arguments, why
):
    lake = written(tmp_path / "lake", {"visits": [visit("甲", "2025-03-01")]})

    assert main([one.format(lake=lake) for one in arguments]) == 2

    assert why in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["report"],
        ["report", "x", "--colour"],
        ["report", "x", "--from", "2025-13-01"],
        ["report", "x", "--by", " , "],
        ["report", "x", "--engine", "abacus"],
    ],
)
def test_an_order_that_makes_no_sense_says_where_help_is(capsys, arguments):
    with pytest.raises(SystemExit) as refused:
        main(arguments)

    assert refused.value.code == 2
    assert "pulse report --help" in capsys.readouterr().err


def test_an_empty_folder_is_told(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == 2
    assert "No table in" in capsys.readouterr().err


def test_pulse_runs_alone_without_django_renxin_or_pandas(clinic_years):
    code = (
        "import sys; from pulse.cli import main; main(sys.argv[1:]);"
        " sys.exit(any(m in sys.modules for m in ('django', 'renxin', 'pandas')))"
    )
    for engine in ENGINES:
        asked = ["report", str(clinic_years), "--engine", engine]
        run = subprocess.run(
            [sys.executable, "-c", code, *asked], capture_output=True, check=False
        )
        assert run.returncode == 0, run.stderr.decode()


def prepared(folder, name, sql):
    """A table made from a file of the shared data."""
    folder.mkdir()
    connection = duckdb.connect()
    connection.execute(f"COPY ({sql}) TO '{folder / name}.csv' (HEADER)")
    return folder


@needs_data
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Sao_Paulo"])
def test_the_no_shows_of_vitoria(asked, tmp_path, engine, zone):
    folder = prepared(
        tmp_path / "vitoria",
        "appointments",
        f"""
        SELECT AppointmentID AS appointment_id, PatientId AS patient_id,
               left(AppointmentDay, 10) AS starts_at,
               rtrim(ScheduledDay, 'Z') AS booked_at,
               if("No-show" = 'Yes', 'NO_SHOW', 'KEPT') AS outcome,
               Neighbourhood AS clinic
        FROM read_csv('{DATA / "vitoria-appointments.csv.gz"}', all_varchar = true)
        """,
    )

    answer = asked(folder, "--engine", engine, "--zone", zone)

    no_shows, ahead = told(answer, "K07"), told(answer, "K07.AHEAD")
    assert (no_shows["part"], no_shows["whole"]) == (15_777, 75_278)
    assert no_shows["value"] == 0.209583
    assert (ahead["part"], ahead["whole"]) == (14_469, 48_873)
    assert answer["tables"] == [
        {
            "name": "appointments",
            "rows": 75_283,
            "refused": 5,
            "why": {"booked after its own day": 5},
        }
    ]


@needs_data
@pytest.mark.parametrize("engine", ENGINES)
def test_the_top_fifth_of_cdnow(asked, tmp_path, engine):
    folder = prepared(
        tmp_path / "cdnow",
        "charges",
        f"""
        SELECT row_number() OVER () AS charge_id, cells[2] AS patient_id,
               strptime(cells[3], '%Y%m%d')::DATE AS day, cells[5] AS amount
        FROM (
            SELECT regexp_split_to_array(trim(line), ' +') AS cells
            FROM read_csv('{DATA / "cdnow-sample.txt.gz"}', delim = '\\t',
                          header = false, columns = {{'line': 'VARCHAR'}})
        )
        """,
    )

    days = ["--from", "1997-01-01", "--to", "1998-07-01"]
    answer = asked(folder, "--engine", engine, *days)

    money = answer["concentration"]["patients_by_money"]
    assert money["n"] == 2357
    assert round(money["top"]["20"], 3) == 0.674


def test_charges_alone_are_enough_for_what_they_tell(asked, tmp_path):
    rows = [charge("甲", "2025-03-01", "12.50"), charge("乙", "2025-03-01", "7.50")]

    answer = asked(written(tmp_path / "lake", {"charges": rows}))

    assert told(answer, "K13") == {
        "code": "K13",
        "name": "revenue_per_patient",
        "zh": "客单价",
        "value": 10.0,
        "n": 2,
        "by": {},
    }
