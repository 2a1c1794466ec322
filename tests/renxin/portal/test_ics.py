from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from renxin.booking.agreement import book
from renxin.portal.handles import handle_of
from renxin.portal.ics import WIDEST, calendar, folded, text
from tests.cast import NOON


def test_an_appointment_is_told_in_utc_and_names_no_treatment(
    wang_fang, terms, dongyuan
):
    dongyuan.address = "银杏路 18 号, 二楼; 左手"
    appointment = book(wang_fang, terms, by=None, at=NOON)
    appointment.clinic = dongyuan

    told = calendar([appointment], at=NOON).decode()
    unfolded = told.replace("\r\n ", "")

    assert "DTSTART:20260303T020000Z\r\n" in told
    assert "DTEND:20260303T024000Z\r\n" in told
    assert "银杏路 18 号\\, 二楼\\; 左手" in unfolded
    assert "补牙" not in told
    assert "王芳" not in told
    assert told.endswith("END:VCALENDAR\r\n")


def test_every_line_is_short_enough_and_no_character_is_cut():
    line = "SUMMARY:" + "预约" * 60

    out = folded(line)

    assert all(len(part) <= WIDEST for part in out.split(b"\r\n"))
    assert out.decode().replace("\r\n ", "") == line + "\r\n"


def test_what_people_write_breaks_no_line():
    assert text("a\\b\r\nEND:VCALENDAR\rx") == "a\\\\b\\nEND:VCALENDARx"


def read_by_another(appointments):
    """What a calendar that is not ours makes of our file."""
    return Calendar.from_ical(calendar(appointments, at=NOON))


def test_a_foreign_calendar_reads_what_we_wrote(wang_fang, terms, dongyuan):
    dongyuan.name, dongyuan.short_name = "仁心口腔·东院, 旗舰", "东院; 旗舰"
    dongyuan.address, dongyuan.phone = (
        "银杏路 18 号\\3 楼,\n左手; 后门",
        "0099-5550 0101",
    )
    appointment = book(wang_fang, terms, by=None, at=NOON)
    appointment.clinic = dongyuan

    read = read_by_another([appointment])

    assert not read.errors
    (event,) = read.events
    assert not event.errors
    assert event.start == appointment.starts_at
    assert event.end == appointment.ends_at
    assert str(event["location"]) == f"{dongyuan.name} {dongyuan.address}"
    assert "东院; 旗舰" in event["summary"]
    assert str(event["uid"]) == f"{handle_of(appointment)}@renxin"
    assert event["sequence"] == appointment.version
    assert event["dtstamp"].dt == NOON


def test_a_foreign_calendar_reads_many_and_none(wang_fang, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)

    assert len(read_by_another([appointment, appointment]).events) == 2
    assert read_by_another([]).events == []


def test_a_moved_appointment_stays_the_same_event(wang_fang, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)
    before = read_by_another([appointment]).events[0]
    appointment.starts_at += timedelta(days=1)
    appointment.version += 1

    after = read_by_another([appointment]).events[0]

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")))
def test_whatever_is_written_a_foreign_calendar_reads_it_back(words):
    lines = ["BEGIN:VEVENT", f"SUMMARY:{text(words)}", "END:VEVENT"]

    read = Event.from_ical(b"".join(folded(line) for line in lines))

    assert not read.errors
    assert read["summary"] == words
