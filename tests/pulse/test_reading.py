# ruff: noqa: DTZ001  the clinic's own clock names no zone

import gzip
from datetime import date, datetime

import duckdb as plain_duckdb
import pytest

from pulse import Unreadable
from pulse.fetch import fetched
from pulse.reading import Reader
from tests.pulse.cast import appointment, charge, visit, written

ODD_IDS = ["NA", "None", "null", "007", "29872499824296.0", " 8", "=1+1"]


def cells(tables, name, column):
    return [row[column] for row in fetched(tables[name])]


def test_ids_are_text_whatever_they_look_like(opened):
    tables = opened(visits=[visit(one, "2025-01-01T09:00") for one in ODD_IDS])

    assert sorted(cells(tables, "visits", "patient_id")) == sorted(ODD_IDS)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("2025-03-01T23:40:00", datetime(2025, 3, 1, 23, 40)),
        ("2025-03-01T15:40:00Z", datetime(2025, 3, 1, 23, 40)),
        ("2025-03-01 16:00:00+00:00", datetime(2025, 3, 2)),
        ("2025-03-01T10:40-05", datetime(2025, 3, 1, 23, 40)),
        ("2025-03-01", datetime(2025, 3, 1)),
        ("2025/3/1 9:05", datetime(2025, 3, 1, 9, 5)),
    ],
)
def test_a_moment_is_told_in_the_clinics_own_clock(opened, stated, kept):
    tables = opened(visits=[visit("王芳", stated)])

    assert cells(tables, "visits", "began_at") == [kept]


def test_a_late_evening_in_shanghai_is_still_that_day(opened):
    tables = opened(visits=[visit("王芳", "2025-12-31T15:40:00Z")])

    assert tables.span() == (date(2025, 12, 31), date(2025, 12, 31))


@pytest.mark.parametrize(
    "stated",
    ["2025-03-01", "2025-03-01T00:00:00Z", "2025-03-01T00:00:00", "2025-02-28T23:30Z"],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Sao_Paulo"])
def test_a_day_written_as_midnight_stays_that_day_in_any_zone(opened, stated, zone):
    tables = opened(zone=zone, charges=[charge("王芳", stated, "1.00")])

    is_evening = stated.endswith("23:30Z") and zone.startswith("America")
    assert cells(tables, "charges", "day") == [
        date(2025, 2, 28) if is_evening else date(2025, 3, 1)
    ]


@pytest.mark.parametrize(
    "stated", ["2025-02-30", "5.3.2026", "2025-03-01 10:00 CST", "1"]
)
def test_an_impossible_date_is_refused_and_counted(opened, stated):
    good = visit("李雷", "2025-03-01")
    tables = opened(visits=[good, visit("王芳", stated)])

    account = tables.accounts[0]
    assert (account.rows, account.refused) == (2, 1)
    assert account.why == {"impossible date in `began_at`": 1}
    assert cells(tables, "visits", "patient_id") == ["李雷"]


def test_a_booking_made_after_its_own_day_is_refused(opened):
    kept = appointment("李雷", "2025-03-01", "KEPT", booked_at="2025-03-01T23:59")
    late = appointment("王芳", "2025-03-01", "KEPT", booked_at="2025-03-01T16:00Z")
    tables = opened(appointments=[kept, late])

    assert tables.accounts[0].why == {"booked after its own day": 1}
    assert cells(tables, "appointments", "patient_id") == ["李雷"]


def test_a_row_without_what_it_must_have_is_refused(opened):
    tables = opened(
        visits=[
            visit("", "2025-03-01"),
            visit("王芳", "") | {"visit_id": "1"},
            visit("王芳", "2025-03-01"),
        ]
    )

    assert tables.accounts[0].why == {"no `began_at`": 1, "no `patient_id`": 1}


def test_a_row_that_comes_twice_is_counted_once(opened):
    tables = opened(visits=[visit("王芳", "2025-03-01")] * 3)

    assert tables.accounts[0].why == {"repeated `visit_id`": 2}


def test_an_unknown_outcome_refuses_the_booking_an_unknown_kind_only_its_cell(opened):
    tables = opened(
        appointments=[
            appointment("王芳", "2025-03-01", "kept "),
            appointment("李雷", "2025-03-01", "GONE"),
        ],
        visits=[visit("王芳", "2025-03-01", kind="TWICE")],
    )

    bookings, visits = tables.accounts
    assert bookings.why == {"unknown `outcome`": 1}
    assert (visits.refused, visits.blanked) == (0, {"unknown `kind`": 1})
    assert cells(tables, "visits", "kind") == [None]


def test_money_is_held_in_whole_fen(opened):
    tables = opened(charges=[charge("王芳", "2025-03-01", "12.34", refunded="0.04")])

    row = fetched(tables["charges"])[0]
    assert (row["amount"], row["refunded"]) == (1234, 4)


def test_a_mark_outside_its_scale_is_refused(opened):
    asked = {"patient_id": "王芳", "asked_at": "2025-03-01"}
    tables = opened(
        answers=[
            asked | {"element": "ETHICS", "score": 6},
            asked | {"element": "RECOMMEND", "score": 10},
        ]
    )

    assert tables.accounts[0].why == {"score outside its scale": 1}


def test_columns_of_their_own_pass_through(opened):
    tables = opened(visits=[visit("王芳", "2025-03-01", 诊室="三")])

    assert cells(tables, "visits", "诊室") == ["三"]


def test_a_missing_column_that_must_be_there_is_told(opened):
    with pytest.raises(Unreadable, match="no column `began_at`"):
        opened(visits=[{"visit_id": "1", "patient_id": "2"}])


def test_an_unknown_zone_is_told(opened):
    with pytest.raises(Unreadable, match="no time zone `Mars/Base`"):
        opened(zone="Mars/Base", visits=[visit("王芳", "2025-03-01")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "packed"])
def test_every_usual_encoding_is_read(engine, tmp_path, encoding, is_packed):
    data = "visit_id,patient_id,began_at,clinic\r\n1,王芳,2025-03-01,东院𬌗\r\n".encode(
        encoding
    )
    path = tmp_path / ("visits.csv.gz" if is_packed else "visits.csv")
    path.write_bytes(gzip.compress(data) if is_packed else data)

    tables = engine.open(tmp_path)

    assert cells(tables, "visits", "clinic") == ["东院𬌗"]


def test_mixed_line_ends_and_wide_rows_do_not_spoil_the_rest(engine, tmp_path):
    (tmp_path / "visits.csv").write_bytes(
        b"visit_id,patient_id,began_at\r\n1,a,2025-03-01\n2,b,2025-03-01\r\n"
        b"3,c,2025-03-01,what,is,this\n4,d,2025-03-01\n"
    )

    tables = engine.open(tmp_path)

    assert sorted(cells(tables, "visits", "patient_id")) == ["a", "b", "d"]
    assert (tables.accounts[0].rows, tables.accounts[0].refused) == (4, 1)


def parquet(folder, sql, name="visits"):
    folder.mkdir(parents=True, exist_ok=True)
    plain_duckdb.connect().execute(f"COPY ({sql}) TO '{folder / name}.parquet'")


def test_parquet_parts_in_a_folder_are_one_table(engine, tmp_path):
    for part in (1, 2):
        moment = "TIMESTAMPTZ '2025-12-31 15:40:00+00'"
        parquet(
            tmp_path / "visits" / "2025",
            f"SELECT 'V{part}' AS visit_id, 'P' AS patient_id, {moment} AS began_at",
            f"part-{part}",
        )

    tables = engine.open(tmp_path)

    assert cells(tables, "visits", "began_at") == [datetime(2025, 12, 31, 23, 40)] * 2


def test_bad_rows_in_parquet_are_refused_like_any(engine, tmp_path):
    parquet(
        tmp_path,
        "SELECT * FROM (VALUES ('1', 'a', '2025-03-01'), ('2', NULL, '2025-03-01'),"
        " ('3', 'c', 'never')) AS t(visit_id, patient_id, began_at)",
    )

    tables = engine.open(tmp_path)

    assert cells(tables, "visits", "patient_id") == ["a"]
    assert tables.accounts[0].refused == 2


def test_an_id_held_as_a_number_becomes_text(engine, tmp_path):
    parquet(
        tmp_path,
        "SELECT 7 AS visit_id, 29872499824296.0::DOUBLE AS patient_id,"
        " TIMESTAMP '2025-03-01 10:00:00' AS began_at",
    )

    tables = engine.open(tmp_path)

    assert cells(tables, "visits", "patient_id") == ["29872499824296.0"]


def test_an_account_is_written_as_the_contract_says(opened):
    tables = opened(visits=[visit("王芳", "2025-03-01"), visit("", "2025-03-01")])

    assert tables.accounts[0].as_json() == {
        "name": "visits",
        "rows": 2,
        "refused": 1,
        "why": {"no `patient_id`": 1},
    }


def test_the_same_folder_in_either_form_gives_the_same_tables(engine, tmp_path):
    rows = [visit("王芳", "2025-03-01T23:40:00", clinic="东院", kind="FIRST")]
    text = engine.open(written(tmp_path / "text", {"visits": rows}))
    parquet(
        tmp_path / "stored",
        "SELECT '王芳@2025-03-01T23:40:00' AS visit_id, '王芳' AS patient_id,"
        " TIMESTAMPTZ '2025-03-01 15:40:00+00' AS began_at, '东院' AS clinic,"
        " 'FIRST' AS kind",
    )

    stored = engine.open(tmp_path / "stored")

    assert fetched(text["visits"]) == fetched(stored["visits"])


@pytest.mark.parametrize("memory", ["64MB", "1GB", "50%"])
def test_the_figures_are_the_same_in_however_little_memory(
    engine, clinic_years, memory
):
    tables = engine.open(clinic_years, memory=memory)

    assert len(fetched(tables["visits"])) == len(
        fetched(engine.open(clinic_years)["visits"])
    )


def test_counting_takes_half_of_the_machine_at_most():
    whole = plain_duckdb.connect()
    whole.execute("SET memory_limit = '100%'")

    assert memory_of(Reader("Asia/Shanghai").connection) <= memory_of(whole) * 0.51


def memory_of(connection):
    held = connection.execute("SELECT current_setting('memory_limit')").fetchone()[0]
    number, unit = held.split()
    return float(number) * {"MiB": 1, "GiB": 1024}[unit]


def test_an_amount_nobody_can_read_is_refused_in_a_sentence(engine, clinic_years):
    with pytest.raises(Unreadable, match="`plenty` is no amount of memory"):
        engine.open(clinic_years, memory="plenty")
