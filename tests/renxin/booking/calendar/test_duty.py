from renxin.booking.calendar.duty import shut

WINDOW = (510, 1080)


def told(work, leave=()):
    return [(one.starts, one.ends, one.why) for one in shut(work, list(leave), WINDOW)]


def test_the_pause_at_noon_is_lunch():
    assert told([(510, 720), (810, 1080)]) == [(720, 810, "Lunch")]


def test_the_edges_of_the_day_are_only_shut():
    assert told([(600, 1000)]) == [(510, 600, ""), (1000, 1080, "")]


def test_whoever_does_not_work_is_shut_all_day():
    assert told([]) == [(510, 1080, "")]


def test_leave_says_so():
    shown = told([(510, 1080)], [(600, 700)])

    assert shown == [(600, 700, "On leave")]
