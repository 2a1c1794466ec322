import pytest

from renxin.booking.calendar.cards import Card
from renxin.booking.calendar.window import Window, around, closed


def test_the_hours_shown_hold_everything_by_half_hours():
    shown = around([(540, 1080), (525, 541), (1000, 1101)])

    assert (shown.starts, shown.ends) == (510, 1110)


def test_an_empty_day_shows_the_usual_hours():
    assert around([]) == Window(510, 1080)


def test_nothing_goes_past_midnight():
    assert around([(600, 1440)]).ends == 1440


def test_hours_are_written_where_they_begin():
    hours = Window(510, 660).hours()

    assert [(one.starts, one.why, one.row) for one in hours] == [
        (540, "09:00", 3),
        (600, "10:00", 7),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "row", "rows"),
    [(510, 525, 1, 1), (517, 557, 1, 4), (607, 632, 7, 3), (1070, 1440, 38, 1)],
)
def test_without_script_a_card_lies_on_its_quarters(starts, ends, row, rows):
    card = Card(key="a", state="ok", starts=starts, ends=ends, title="")

    placed = Window(510, 1080).placed(card)

    assert (placed.row, placed.rows) == (row, rows)


def test_a_shut_door_shades_the_hours_around_it_where_hours_are_said():
    window = Window(510, 1080)
    open_hours = [(540, 720), (780, 1080)]

    shut = closed(open_hours, window, is_said=True)

    assert [(one.starts, one.ends) for one in shut] == [(510, 540), (720, 780)]
    assert closed([], window, is_said=False) == []
