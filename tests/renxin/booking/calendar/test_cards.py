from renxin.booking.calendar.cards import Card, beside


def card(key, starts, ends):
    return Card(key=key, state="ok", starts=starts, ends=ends, title=key)


def lanes(*cards):
    return {one.key: (one.lane, one.lanes) for one in beside(cards)}


def test_cards_one_after_the_other_share_one_lane():
    assert lanes(card("a", 0, 30), card("b", 30, 60)) == {"a": (0, 1), "b": (0, 1)}


def test_cards_over_each_other_lie_side_by_side():
    shown = lanes(card("a", 0, 60), card("b", 30, 90), card("c", 60, 120))

    assert shown == {"a": (0, 2), "b": (1, 2), "c": (0, 2)}


def test_lanes_end_where_the_crowd_does():
    shown = lanes(card("a", 0, 60), card("b", 0, 60), card("c", 60, 90))

    assert shown == {"a": (0, 2), "b": (1, 2), "c": (0, 1)}


def test_how_a_card_is_set_follows_its_length():
    sizes = [card("a", 0, minutes).size for minutes in (60, 45, 40, 25, 20)]

    assert sizes == ["", "", "short", "short", "short tiny"]
