from renxin.patients import line
from tests.cast import NOON


def test_everybody_who_knows_is_asked_what_stands_ahead(db):
    told = line.stands_ahead(NOON)

    assert len(told) >= 3  # appointments, promises, who is in the house
    assert [list(one) for one in told] == [[] for _ in told]
