from datetime import date

import pytest
from django.utils.translation import override

from renxin.clinics import notice
from renxin.clinics.models import CalendarDay
from renxin.clinics.models.calendar_day import Kind, Status
from renxin.clinics.refusals import UnreadableNotice
from renxin.clinics.workdays import lay_ahead
from renxin.journal.models import Entry
from tests.cast import NOON

pytestmark = pytest.mark.django_db

SPRING = [f"2027-02-{day:02},休,春节" for day in range(5, 13)]
TABLE = "\n".join(["日期,安排,节日", *SPRING, "2027-02-20,班,春节"])


def refused(text):
    with override("en"), pytest.raises(UnreadableNotice) as refusal:
        notice.read(text.encode())
    return str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_the_ways_spreadsheets_write_it(encoding):
    read = notice.read(TABLE.encode(encoding))

    assert read.year == 2027
    assert read.days[date(2027, 2, 5)] == (True, "春节")
    assert read.days[date(2027, 2, 20)] == (False, "春节")


def test_a_notice_makes_the_whole_year_official(doctor_li):
    lay_ahead(date(2026, 11, 22))

    notice.take(
        notice.read(TABLE.encode()), source="2027.csv", by_id=doctor_li.pk, at=NOON
    )

    year = {row.day: row for row in CalendarDay.objects.filter(day__year=2027)}
    assert len(year) == 365
    assert {row.status for row in year.values()} == {Status.OFFICIAL}
    assert year[date(2027, 2, 6)].kind == Kind.HOLIDAY
    assert year[date(2027, 2, 10)].kind == Kind.BRIDGE
    assert year[date(2027, 2, 20)].kind == Kind.MAKE_UP
    assert year[date(2027, 2, 20)].is_workday
    assert year[date(2027, 2, 21)].kind == Kind.WEEKEND
    (entry,) = Entry.objects.filter(fact="clinics.calendar_set")
    assert entry.particulars == {"year": 2027, "days_off": 8, "make_up_days": 1}


def test_a_notice_that_comes_twice_stands_once(doctor_li):
    read = notice.read(TABLE.encode())

    for _again in range(2):
        notice.take(read, source="2027.csv", by_id=doctor_li.pk, at=NOON)

    assert CalendarDay.objects.filter(day__year=2027).count() == 365


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "one year"),
        ("2027-02-05,休,春节\n2028-01-25,休,春节", "one year"),
        ("2027-02-05,休,春节", "more days off"),
        ("2027-02-30,休,春节", "Line 1: 2027-02-30 is no date"),
        ("日期,安排,节日\n2027-02-05,也许,春节", "Line 2: 也许 is neither"),
        ("2027-02-05,休", "Line 1: it takes"),
        ("2027-02-05,休,春节\n2027-02-05,班,春节", "Line 2: this day stands there"),
    ],
)
def test_a_table_nobody_could_keep_to_is_refused_with_its_line(text, sentence):
    assert sentence in refused(text)


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableNotice):
        notice.read(b"\x89PNG\r\n\x1a\n\xff\xff\x80")
