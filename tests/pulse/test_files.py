import gzip

import pytest

from pulse.files import Unreadable, as_utf8, header, sources

HEAD = "visit_id,patient_id,began_at\n"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Unreadable, match="There is no folder"):
        sources(tmp_path / "nowhere")


def test_a_folder_without_tables_says_what_was_expected(tmp_path):
    (tmp_path / "notes.txt").write_text("hello")

    with pytest.raises(Unreadable, match=r"Expected files such as visits\.csv"):
        sources(tmp_path)


def test_a_table_may_not_be_there_twice(tmp_path):
    (tmp_path / "visits.csv").write_text(HEAD)
    (tmp_path / "visits.parquet").write_bytes(b"")

    with pytest.raises(Unreadable, match="there twice"):
        sources(tmp_path)


def test_parts_are_of_one_form(tmp_path):
    (tmp_path / "visits").mkdir()
    (tmp_path / "visits" / "1.csv").write_text(HEAD)
    (tmp_path / "visits" / "2.parquet").write_bytes(b"")

    with pytest.raises(Unreadable, match="mixes CSV and Parquet"):
        sources(tmp_path)


def test_files_of_other_names_are_left_alone(tmp_path):
    (tmp_path / "visits.csv").write_text(HEAD)
    (tmp_path / "visits_old.csv").write_text(HEAD)

    assert list(sources(tmp_path)) == ["visits"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"a,b,a\n", "two columns named `a`"),
    ],
)
def test_a_head_that_makes_no_sense_is_told(tmp_path, data, why):
    path = tmp_path / "visits.csv"
    path.write_bytes(data)

    with pytest.raises(Unreadable, match=why):
        header(path)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_what_stands_between_the_columns_is_found(tmp_path, between):
    path = tmp_path / "visits.csv"
    path.write_text(HEAD.replace(",", between))

    assert header(path) == (["visit_id", "patient_id", "began_at"], between)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"a\0b", "NUL"), (HEAD.encode("utf-16"), "NUL"), (b"\xff\xff\xff", "neither")],
)
def test_what_is_no_text_is_told(tmp_path, data, why):
    path = tmp_path / "visits.csv"
    path.write_bytes(data)

    with pytest.raises(Unreadable, match=why):
        as_utf8(path, tmp_path)


def test_half_a_packed_file_is_told(tmp_path):
    path = tmp_path / "visits.csv.gz"
    path.write_bytes(gzip.compress(HEAD.encode() * 999)[:-20])

    with pytest.raises(Unreadable, match="not a whole gzip file"):
        as_utf8(path, tmp_path)
