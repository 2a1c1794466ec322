import io
import zipfile
from typing import Any

import python_calamine
from django.test import Client

from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.models import Export
from renxin.staff.models import Look, Staff
from tests.cast import signed_in

FEBRUARY = {"over": "month", "to": "2026-02", "clinic": "dongyuan"}


def book(answer: Any) -> python_calamine.CalamineWorkbook:
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))


def test_figures_leave_with_part_whole_goal_and_meaning(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    answer = signed_in(client, manager_gu).post("/figures/exports/", FEBRUARY)

    rows = book(answer).get_sheet_by_index(0).to_python()
    lost = next(row for row in rows if row[0] == "K22")
    assert lost[2:4] == [10, 24]
    assert round(lost[4], 4) == round(10 / 24, 4)
    assert lost[11]
    assert len(book(answer).sheet_names) == 1


def test_an_export_is_written_down(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu).post("/figures/exports/", FEBRUARY)

    export = Export.objects.get()
    assert (export.staff, export.named) == (manager_gu, 0)
    assert not Look.objects.exists()


def test_an_export_of_no_figure_of_ours_names_none(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    sent = FEBRUARY | {"code": "K22\0"}

    answer = signed_in(client, manager_gu).post("/figures/exports/", sent)

    assert answer.status_code == 200
    assert Export.objects.get().figure == ""


def test_names_leave_only_with_a_list_and_each_is_in_the_access_log(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    sent = FEBRUARY | {"list": "lost", "reason": "TRUST"}

    answer = signed_in(client, manager_gu).post("/figures/exports/", sent)

    rows = book(answer).get_sheet_by_index(1).to_python()
    assert len(rows) == 4
    assert Look.objects.filter(what="EXPORT").count() == 3
    assert Export.objects.get().named == 3


def test_reading_an_address_takes_nothing_out(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    answer = signed_in(client, manager_gu).get("/figures/exports/", FEBRUARY)

    assert answer.status_code == 405
    assert not Export.objects.exists()


def test_those_without_the_right_take_nothing_out(
    client: Client, marketer_sun: Staff, standing: Snapshot
) -> None:
    answer = signed_in(client, marketer_sun).post("/figures/exports/", FEBRUARY)

    assert answer.status_code == 403


def test_the_file_holds_no_formula(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    answer = signed_in(client, manager_gu).post("/figures/exports/", FEBRUARY)

    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        sheets = [one for one in parts.namelist() if "worksheets/" in one]
        assert not any(b"<f>" in parts.read(one) for one in sheets)
