import pytest

from benchmarks.peers import finders


@pytest.mark.django_db(transaction=True)
def test_the_finder_and_its_peers_find_the_same_people():
    staff = finders.fill(300)

    asked = list(finders.questions(staff, 5))

    for sort, typed, patient in asked:
        if sort not in {"whole phone", "number"}:
            continue
        assert finders.ours(typed, staff) == [patient]
        assert finders.containing(typed, staff) == [patient]
        assert finders.columns_apart(typed, staff) == [patient]
    for sort, typed, patient in asked:
        if sort == "name":
            assert patient in finders.ours(typed, staff)


@pytest.mark.django_db(transaction=True)
def test_every_sort_of_question_is_timed():
    taken = finders.timed(finders.ours, finders.fill(300), 2)

    assert {"p95_ms", "median_ms", "initials", "phone tail"} <= set(taken)
