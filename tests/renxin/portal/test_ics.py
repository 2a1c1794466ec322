from renxin.booking.agreement import book
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
