import pytest

from renxin.exchange.reading.mapping import BadMapping, Mapping, heading_fingerprint
from tests.renxin.exchange.reading.maps import SHIPPED

WHOLE = Mapping(
    kind="appointments",
    source="老系统",
    clinic="dongyuan",
    zone="Asia/Shanghai",
    id_prefix="A-",
    columns={
        "appointment_id": "预约\n编号",
        "patient_id": 'the "id"',
        "starts_at": "t",
    },
    constants={"minutes": "30"},
    values={"outcome": {"Yes": "NO_SHOW", "是 的": "KEPT"}},
    order="dmy",
    date_only=("starts_at",),
    as_written=("booked_at",),
    rules={"booked_after_its_own_day": False},
    leave_out=("minutes",),
    encoding="gb18030",
    delimiter=";",
    sheet="表1",
    header=("a", "b\x7f"),
)


def test_a_mapping_written_and_read_is_the_same():
    assert Mapping.read(WHOLE.written()) == WHOLE
    assert Mapping.of_data(WHOLE.as_data()) == WHOLE


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_examples_are_good_mappings(path):
    mapping = Mapping.read(path.read_text("utf-8"))

    assert mapping.lacking() == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("kind = ", "TOML"),
        ('kind = "cats"', "cats"),
        ('kind = "visits"\ncolour = "red"', "colour"),
        ('kind = "visits"\n[columns]\nshoe_size = "x"', "shoe_size"),
        ('kind = "visits"\n[dates]\norder = "ydm"', "dmy"),
        ('kind = "visits"\n[dates]\nwhen = "x"', "dates.when"),
        ('kind = "visits"\nzone = "Mars/Olympus"', "Mars"),
        ('kind = "visits"\n[file]\nheader = "a"', "header"),
        ('kind = "visits"\ncolumns = 3', "columns"),
    ],
)
def test_a_slip_of_the_pen_is_named(text, named):
    with pytest.raises(BadMapping, match=named):
        Mapping.read(text)


def test_a_heading_is_known_again_whatever_its_case_and_spaces():
    assert heading_fingerprint(["Patient ID", "姓名"]) == heading_fingerprint(
        ["patient_id", " 姓名 "]
    )
