from datetime import date

import pytest

from renxin.scorecard import lists, pieces
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.span import Over, Span

MONTH = Span(Over.MONTH, date(2026, 2, 1))


def rows(snapshot: Snapshot, piece: Piece) -> list[dict[str, object]]:
    assert pieces.is_there(snapshot, piece)
    return lists.every(snapshot.counted / piece.file, {})


def test_a_large_lake_is_not_counted_while_somebody_waits(
    uncounted: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "AT_ONCE", 10)

    assert not pieces.is_there(uncounted, Piece(Kind.SHEET, MONTH))
    assert pieces.sheet(uncounted, MONTH) is None


def test_the_lost_are_listed_with_the_latest_first(standing: Snapshot) -> None:
    lost = rows(standing, Piece(Kind.LOST, MONTH, "dongyuan"))

    assert len(lost) == 9
    assert [one["reason"] for one in lost].count("TRUST") == 3


def test_a_restricted_person_is_counted_and_not_listed(
    standing: Snapshot, told: dict[str, list[object]]
) -> None:
    restricted = str(told["here"][23].pk)  # type: ignore[attr-defined]
    everyone = rows(standing, Piece(Kind.ROWS, MONTH, "dongyuan", "K22"))

    assert restricted not in {one["patient_id"] for one in everyone}
    pictures = pieces.pictures_of(standing, MONTH, "dongyuan")
    assert pictures
    assert pictures.leaving
    assert (pictures.leaving.lost, pictures.leaving.hidden) == (10, 1)


def test_rows_tell_which_of_them_count(standing: Snapshot) -> None:
    bookings = rows(standing, Piece(Kind.ROWS, MONTH, "dongyuan", "K07"))

    assert len(bookings) == 13
    assert sum(bool(one["counted"]) for one in bookings) == 3
    assert all(one["appointment_id"] for one in bookings)


def test_key_patients_stand_from_the_one_who_paid_most(standing: Snapshot) -> None:
    key = rows(standing, Piece(Kind.KEY_MONEY, MONTH, "dongyuan"))

    assert [one["held"] for one in key][:2] == [140_000, 130_000]


def test_what_is_usual_is_counted_in_one_opening(uncounted: Snapshot) -> None:
    pieces.count(uncounted.folder, pieces.usual(MONTH.last, ["", "dongyuan"]))

    kept = {path.name for path in uncounted.counted.iterdir()}
    assert kept == {
        "sheet_2026-02.json",
        "pictures_2026-02_house.json",
        "pictures_2026-02_dongyuan.json",
        "effects_2026-02_house.json",
    }
