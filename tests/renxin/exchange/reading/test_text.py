import pytest

from renxin.exchange.reading import text
from renxin.exchange.reading.formats import heading, shape_of, table
from renxin.exchange.reading.job import Shape


def seen(path):
    header, rows = table(path, shape_of(path, Shape()))
    return header, list(rows)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end_is_read(tmp_path, encoding, end):
    path = tmp_path / "export.csv"
    path.write_bytes(f"姓名;手机{end}𠮷野;138{end}王芳;139{end}".encode(encoding))

    header, rows = seen(path)

    assert header == ["姓名", "手机"]
    assert [cells for _line, cells in rows] == [["𠮷野", "138"], ["王芳", "139"]]


def test_line_ends_may_be_mixed_and_cells_may_hold_them(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes('id,name\r\n1,"王\n芳"\n\n2,李明\r3,赵敏\r\n'.encode())

    _header, rows = seen(path)

    assert rows == [(2, ["1", "王\n芳"]), (5, ["2", "李明"]), (6, ["3", "赵敏"])]


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("a,b,c", ","),
        ("a;b;c", ";"),
        ("a\tb\tc", "\t"),
        ("a|b", "|"),
        ('"a,b,c";d', ";"),
        ("alone", ","),
    ],
)
def test_the_delimiter_is_the_sign_that_parts_the_heading(line, sign):
    assert text.delimiter_of(line) == sign


def test_a_heading_is_read_without_marks_one_cannot_see():
    assert heading(["\ufeff姓名\u200b", " 手机 号 ", "", "年龄", ""]) == [
        "姓名",
        "手机 号",
        heading(["", "a"])[0].replace("1", "3"),
        "年龄",
    ]
