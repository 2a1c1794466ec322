import pytest
from django.utils.translation import override

from renxin.rosters.spans import span
from renxin.rosters.telling import stretch_told
from tests.renxin.rosters.conftest import clock


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (clock(0), clock(0, day=4), "Tue, 3 March"),
        (clock(0), clock(0, day=6), "Tue, 3 March – Thu, 5 March"),
        (clock(15), clock(16), "Tue, 3 March 15:00–16:00"),
        (clock(13), clock(0, day=4), "Tue, 3 March 13:00–00:00"),
        (clock(13), clock(13, day=5), "Tue, 3 March 13:00 – Thu, 5 March 13:00"),
    ],
)
def test_whole_days_are_told_by_their_days_and_the_rest_by_the_hour(first, last, told):
    with override("en"):
        assert stretch_told(span(first, last), "Asia/Shanghai") == told
