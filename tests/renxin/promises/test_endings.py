from renxin.promises.endings import LABELS, MOST, WAYS, Act, label_of, way_of, ways_of
from renxin.promises.kinds import ICONS, Kind


def test_every_kind_has_its_endings_and_its_icon():
    assert set(WAYS) == set(Kind.values)
    assert set(ICONS) == set(Kind)


def test_a_promise_has_at_most_six_keys():
    assert all(2 <= len(ways) <= MOST for ways in WAYS.values())


def test_the_likeliest_key_keeps_the_promise_and_the_last_one_stops():
    assert all(ways[0].act is Act.KEEP for ways in WAYS.values())
    assert all(ways[-1].act is Act.RELEASE for ways in WAYS.values())


def test_a_kind_names_each_of_its_ways_once():
    codes = [[way.code for way in ways] for ways in WAYS.values()]

    assert all(len(set(one)) == len(one) for one in codes)


def test_a_way_is_found_only_under_its_kind():
    assert way_of("CALL", "WELL") is not None
    assert way_of("EXPLAIN", "WELL") is None
    assert ways_of("SOMETHING_IMPORTED") == WAYS["OTHER"]


def test_an_ending_of_another_system_is_shown_as_it_was_written():
    assert label_of("erledigt") == "erledigt"
    assert label_of("WELL") == str(LABELS["WELL"])
