"""What a wicked file may do: be turned away, with a sentence, and harm nothing."""

import gzip
import json
import resource
import zipfile
from pathlib import Path

import psutil
import pytest
import xlsxwriter
from django.utils import translation

from renxin.exchange.reading import parent
from renxin.exchange.reading.job import House, Job
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.parent import CannotBeRead, look, running

HERE = House(id=1, code="dongyuan", names=("东院",), zone="Asia/Shanghai")
MB = 1024**2


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def seen(path, **shape):
    return look(Job(paths=(str(path),), shape=shape, language="en"))


def workbook(path: Path, rows) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("患者")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def bomb(path: Path, megabytes: int) -> Path:
    """A workbook that is small and would be large."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(megabytes):
                sheet.write(b"<c/>" * (MB // 4))
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "heading"),
        ("姓名,手机,姓名\n".encode(), "both called “姓名”"),
        (",".join(f"c{n}" for n in range(10_000)).encode(), "10,000 columns"),
        (b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>]><l>&a;</l>", "XML"),
        (b"x" * (2 * MB), "million"),
        (b'{"resourceType": "Bundle", "entry": [', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"resourceType": "Bundle", "entry": []}', "no patients"),
        (b"PK\x03\x04 not a workbook at all", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "cannot be opened"),
        (b"\x1f\x8b" + b"\0" * 60, "damaged"),
    ],
    ids=[
        *("empty", "blank", "twice", "wide", "entities", "one-line", "cut-off"),
        *("nested", "nobody", "not-zip", "not-xls", "not-gzip"),
    ],
)
def test_what_cannot_be_read_is_turned_away_with_a_sentence(tmp_path, content, said):
    path = tmp_path / "export"
    path.write_bytes(content)

    with pytest.raises(CannotBeRead, match=said):
        seen(path)


def test_a_bomb_is_turned_away_before_it_is_opened(tmp_path):
    path = bomb(tmp_path / "bomb.xlsx", 300)

    with pytest.raises(CannotBeRead, match="300 MB"):
        seen(path)


def test_a_bomb_that_lies_about_its_size_is_turned_away(tmp_path):
    path = bomb(tmp_path / "liar.xlsx", 30)
    lie = path.read_bytes().replace((30 * MB).to_bytes(4, "little"), b"\x10\0\0\0")
    path.write_bytes(lie)

    with pytest.raises(CannotBeRead):
        seen(path)


def test_a_gzip_that_swells_is_stopped(tmp_path):
    path = tmp_path / "swells.csv.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(400):
            file.write(b"a,b\n" * (MB // 4))

    with pytest.raises(CannotBeRead, match="far more"):
        seen(path)


def test_a_reader_that_takes_too_much_memory_is_ended_and_we_do_not_grow(tmp_path):
    path = tmp_path / "large.json"
    entry = json.dumps({"resource": {"resourceType": "Patient", "id": "1"}})
    with path.open("w") as file:
        file.write('{"resourceType": "Bundle", "entry": [')
        for _ in range(1_200):
            file.write(f"{entry},\n" * 1_000)
        file.write(f"{entry}]}}")
    before = psutil.Process().memory_info().rss

    with pytest.raises(CannotBeRead, match="memory or time"):
        seen(path)

    assert psutil.Process().memory_info().rss - before < 50 * MB


def test_a_reader_that_hangs_is_ended(tmp_path, monkeypatch):
    path = tmp_path / "slow.csv"
    path.write_text("a,b\n1,2\n")
    monkeypatch.setattr(parent, "LOOK_S", 0.01)

    with pytest.raises(CannotBeRead, match="memory or time"):
        seen(path)


def staged(path, kind="patients", **said):
    found = seen(path)
    columns = said.pop("columns", None) or {name: name for name in found["header"]}
    mapping = Mapping(kind=kind, columns=columns, **said)
    job = Job(
        paths=(str(path),),
        errand="stage",
        mapping=mapping.as_data(),
        shape=found["shape"],
        houses=(HERE,),
        house_id=1,
        today="2026-03-02",
        language="en",
    )
    with running(job, seconds=60) as out:
        lines = out.read().decode().splitlines()
    return [line.split("\t") for line in lines]


def test_a_row_with_what_cannot_be_decoded_is_refused_and_the_rest_is_kept(tmp_path):
    path = tmp_path / "export.csv"
    good = "".join(f"{n},王芳\n" for n in range(50))
    path.write_bytes(
        f"patient_id,name\n{good}".encode() + b"51,\xff\xfe\x00\n52,N\0L\n"
    )

    rows = staged(path)

    refused = {row[2]: row[7] for row in rows if row[7] != r"\N"}
    assert set(refused) == {"52", "53"}
    assert "decoded" in refused["52"]


def test_a_workbook_gives_the_values_a_person_sees(tmp_path):
    path = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("第一页")
        sheet.write_row(0, 0, ["patient_id", "name", "birth_on", "registered_on"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_number(1, 0, 29872499824296)
        sheet.write_formula(1, 1, '="王"&"芳"', None, "王芳")
        sheet.write_number(1, 2, 32981, day)
        sheet.write_number(1, 3, 45415)
        book.add_worksheet("第二页").write_row(0, 0, ["a"])

    found = seen(path)
    assert found["shape"]["sheets"] == ["第一页", "第二页"]
    (row,) = staged(path)
    assert row[3] == "29872499824296"
    assert {"王芳", "1990-04-18", "2024-05-03"} <= set(row)
    assert seen(path, sheet="第二页")["header"] == ["a"]


def test_a_million_rows_pass_through_without_growing_us(tmp_path):
    path = tmp_path / "export.csv"
    with path.open("w") as file:
        file.write("patient_id,day,amount\n")
        file.writelines(f"{n},2026-01-01,{n % 900}.50\n" for n in range(200_000))
    job = Job(
        paths=(str(path),),
        errand="stage",
        mapping=Mapping(
            kind="charges", columns={n: n for n in ("patient_id", "day", "amount")}
        ).as_data(),
        shape=seen(path)["shape"],
        houses=(HERE,),
        house_id=1,
        today="2026-03-02",
    )
    before = psutil.Process().memory_info().rss
    count = 0

    with running(job, seconds=120) as out:
        while chunk := out.read(parent.CHUNK):
            count += chunk.count(b"\n")

    assert count == 200_000
    assert psutil.Process().memory_info().rss - before < 50 * MB


def test_the_child_has_no_database_and_limits_on_itself(tmp_path, monkeypatch):
    path = tmp_path / "export.csv"
    path.write_text("a\n1\n")
    told = {}
    real = parent.subprocess.Popen

    def watched(*args, **kwargs):
        child = real(*args, **kwargs)
        told["pid"] = child.pid
        return child

    monkeypatch.setattr(parent.subprocess, "Popen", watched)
    with running(Job(paths=(str(path),)), seconds=60) as out:
        out.read(1)
        limits = resource.prlimit(told["pid"], resource.RLIMIT_DATA)

    assert limits[0] == 512 * MB
