from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pyarrow.parquet
import pytest
from django.db import connection

from renxin.booking.models import Appointment, Outcome
from renxin.clinics.models import Clinic
from renxin.followup.models import Loss
from renxin.outreach.models import Introduction
from renxin.patients.models import Patient
from renxin.scorecard.lake import parts, snapshot
from renxin.scorecard.lake.refresh import refresh
from renxin.visits.models import Charge, Visit
from tests.cast import NOON, enrolled

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def li_ming(dongyuan: Clinic) -> Patient:
    return enrolled(dongyuan, "20260009", "李明", registered_on=date(2025, 2, 11))


def came(patient: Patient, clinic: Clinic, at: datetime = NOON) -> Visit:
    return Visit.objects.create(patient=patient, clinic=clinic, began_at=at)


def rows(table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    files = (snapshot.root() / "current" / table).glob("*.parquet")
    with duckdb.connect() as link:
        parts = link.read_parquet([str(file) for file in files])
        return parts.project(columns).order("ALL").fetchall()


def files(table: str) -> dict[str, int]:
    folder = snapshot.root() / "current" / table
    return {file.name: file.stat().st_ino for file in folder.glob("*.parquet")}


def test_a_visit_is_in_the_lake_under_its_month(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    visit = came(wang_fang, dongyuan)

    refresh(at=NOON)

    assert rows("visits", "visit_id, patient_id, clinic, began_at::VARCHAR") == [
        (str(visit.pk), str(wang_fang.pk), "dongyuan", "2026-03-02 12:00:00")
    ]
    assert list(files("visits")) == ["2026-03.parquet"]


def test_a_late_evening_belongs_to_the_month_on_the_wall(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    came(wang_fang, dongyuan, datetime(2026, 2, 28, 16, 30, tzinfo=UTC))

    refresh(at=NOON)

    assert rows("visits", "began_at::VARCHAR") == [("2026-03-01 00:30:00",)]
    assert list(files("visits")) == ["2026-03.parquet"]


def test_no_name_number_or_phone_leaves_the_house(wang_fang: Patient) -> None:
    refresh(at=NOON)

    everything = b"".join(
        file.read_bytes() for file in snapshot.root().rglob("*") if file.is_file()
    )
    assert "王芳".encode() not in everything
    assert b"20260001" not in everything
    assert b"13812342207" not in everything
    assert rows("patients", "birth_on") == [(date(1992, 5, 1),)]


def test_a_table_that_is_kept_and_empty_is_there(wang_fang: Patient) -> None:
    refresh(at=NOON)

    assert rows("complaints") == []
    assert list(files("complaints")) == ["none.parquet"]


def test_only_a_month_that_changed_is_written_again(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    came(wang_fang, dongyuan, NOON - timedelta(days=60))
    came(wang_fang, dongyuan)
    refresh(at=NOON)
    before = files("visits")

    came(wang_fang, dongyuan, NOON + timedelta(minutes=5))
    refresh(at=LATER)

    after = files("visits")
    assert len(rows("visits")) == 3
    assert after["2026-01.parquet"] == before["2026-01.parquet"]
    assert after["2026-03.parquet"] != before["2026-03.parquet"]


def test_a_row_changed_by_nobody_we_know_is_still_seen(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    came(wang_fang, dongyuan)
    refresh(at=NOON)

    Visit.objects.update(payer="自费")
    refresh(at=LATER)

    assert rows("visits", "payer") == [("自费",)]


def test_what_was_taken_back_is_gone(wang_fang: Patient, dongyuan: Clinic) -> None:
    came(wang_fang, dongyuan)
    came(wang_fang, dongyuan, NOON - timedelta(days=60))
    refresh(at=NOON)

    Visit.objects.filter(began_at__lt=NOON - timedelta(days=1)).delete()
    refresh(at=LATER)

    assert len(rows("visits")) == 1
    assert list(files("visits")) == ["2026-03.parquet"]


def test_merged_records_are_one_patient_and_come_apart_again(
    wang_fang: Patient, li_ming: Patient, xiaodou: Patient, dongyuan: Clinic
) -> None:
    came(wang_fang, dongyuan)
    came(li_ming, dongyuan)
    came(xiaodou, dongyuan)
    refresh(at=NOON)

    doubles = Patient.objects.filter(pk__in=[xiaodou.pk, li_ming.pk])
    doubles.update(merged_into=wang_fang)
    refresh(at=LATER)

    assert {one for (one,) in rows("visits", "patient_id")} == {str(wang_fang.pk)}
    assert rows("patients", "patient_id") == [(str(wang_fang.pk),)]

    Patient.objects.update(merged_into=None)
    refresh(at=LATER)

    assert len({one for (one,) in rows("visits", "patient_id")}) == 3


def test_an_introduction_names_the_records_that_stand(
    wang_fang: Patient, li_ming: Patient, xiaodou: Patient
) -> None:
    for patient in (li_ming, xiaodou):
        Introduction.objects.create(
            by_patient=wang_fang, patient=patient, day=date(2025, 2, 1)
        )
    Patient.objects.filter(pk=li_ming.pk).update(merged_into=wang_fang)

    refresh(at=NOON)

    assert rows("introductions", "by_patient_id, patient_id") == [
        (str(wang_fang.pk), str(xiaodou.pk))
    ]
    assert (str(xiaodou.pk), str(wang_fang.pk)) in rows(
        "patients", "patient_id, introduced_by"
    )


def test_an_appointment_goes_with_its_outcome(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    missed, due = (
        Appointment.objects.create(
            patient=wang_fang, clinic=dongyuan, starts_at=NOON + timedelta(hours=hour)
        )
        for hour in (0, 1)
    )
    refresh(at=NOON)

    Outcome.objects.create(appointment=missed, kind="NO_SHOW", at=LATER)
    refresh(at=LATER)

    assert rows("appointments", "appointment_id, outcome") == sorted(
        [(str(missed.pk), "NO_SHOW"), (str(due.pk), "DUE")]
    )


def test_fen_become_yuan_without_losing_one(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    Charge.objects.create(
        patient=wang_fang, clinic=dongyuan, day=NOON.date(), amount_fen=12_345_678_905
    )

    refresh(at=NOON)

    assert str(rows("charges", "amount")[0][0]) == "123456789.05"


def test_somebody_trying_the_system_out_is_not_counted(dongyuan: Clinic) -> None:
    trial = enrolled(dongyuan, "TEST-1", "试一试")
    came(trial, dongyuan)

    refresh(at=NOON)

    assert rows("patients") == []
    assert rows("visits") == []


def test_a_restricted_person_is_marked_so_that_nobody_lists_them(
    wang_fang: Patient,
) -> None:
    Patient.objects.update(restricted_at=NOON)

    refresh(at=NOON)

    assert rows("patients", "restricted") == [(True,)]


def test_a_loss_without_a_clinic_counts_where_the_patient_is_known(
    wang_fang: Patient,
) -> None:
    Loss.objects.create(patient=wang_fang, learned_on=NOON.date(), reason="TRUST")

    refresh(at=NOON)

    assert rows("losses", "clinic, reason") == [("dongyuan", "TRUST")]


@pytest.mark.parametrize("word", ["NA", "null", "a\nb", 'c"d', "e,f", "=1+1", "㛃𬌗"])
def test_words_arrive_as_they_were_written(
    wang_fang: Patient, dongyuan: Clinic, word: str
) -> None:
    Visit.objects.create(
        patient=wang_fang, clinic=dongyuan, began_at=NOON, condition=word
    )

    refresh(at=NOON)

    assert rows("visits", "condition, payer") == [(word, None)]


def test_a_crash_while_writing_leaves_the_lake_as_it_was(
    wang_fang: Patient, dongyuan: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(wang_fang, dongyuan)
    refresh(at=NOON)
    came(wang_fang, dongyuan, LATER)
    real, written = pyarrow.parquet.ParquetWriter, []

    class FullDisk(real):  # type: ignore[misc, valid-type]
        def write_batch(self, *rows: Any) -> None:
            written.append(rows)
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as faulty:
        faulty.setattr(pyarrow.parquet, "ParquetWriter", FullDisk)
        with pytest.raises(OSError, match="No space"):
            refresh(at=LATER)

    assert written
    assert len(rows("visits")) == 1
    assert snapshot.current().stands_at == NOON

    refresh(at=LATER)

    assert len(rows("visits")) == 2
    assert not list(snapshot.root().glob("snapshots/.*"))


def test_nothing_new_moves_the_hour_and_nothing_else(wang_fang: Patient) -> None:
    first = refresh(at=NOON)

    again = refresh(at=LATER)

    assert again.name == first.name
    assert snapshot.current().stands_at == LATER


def test_a_snapshot_being_read_stays_until_it_cannot_be_any_more(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    old = refresh(at=NOON)
    came(wang_fang, dongyuan)
    new = refresh(at=NOON + timedelta(minutes=5))

    refresh(at=NOON + timedelta(minutes=10))
    assert old.folder.is_dir()

    refresh(at=NOON + timedelta(minutes=30))
    assert not old.folder.exists()
    assert new.folder.is_dir()


def test_memory_is_bounded_by_blocks_not_rows(
    wang_fang: Patient, dongyuan: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    Visit.objects.bulk_create(
        Visit(patient=wang_fang, clinic=dongyuan, began_at=NOON - timedelta(hours=n))
        for n in range(3_000)
    )
    monkeypatch.setattr(parts, "BLOCK_BYTES", 20_000)

    snap = refresh(at=NOON)

    assert snap.tables["visits"].rows == len(rows("visits")) == 3_000
    part = snap.folder / "visits" / "2026-02.parquet"
    assert pyarrow.parquet.ParquetFile(part).num_row_groups > 1


def test_a_reader_that_began_before_keeps_its_snapshot(
    wang_fang: Patient, dongyuan: Clinic
) -> None:
    reading = refresh(at=NOON)
    came(wang_fang, dongyuan)

    refresh(at=LATER)

    assert (reading.folder / "visits" / "none.parquet").is_file()


@pytest.mark.django_db(transaction=True)
def test_all_tables_stand_at_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = Clinic.objects.create(
        name="仁心口腔东院", short_name="东院", code="dongyuan"
    )
    patient = enrolled(house, "20260001", "王芳")
    came(patient, house)
    real = parts.write

    def write_while_someone_comes(*asked: Any) -> None:
        with ThreadPoolExecutor(1) as desk:
            desk.submit(at_the_desk).result()
        real(*asked)

    def at_the_desk() -> None:
        came(patient, house)
        connection.close()

    monkeypatch.setattr(parts, "write", write_while_someone_comes)
    snap = refresh(at=NOON)

    assert snap.tables["visits"].rows == len(rows("visits")) == 1
    assert Visit.objects.count() > 1
