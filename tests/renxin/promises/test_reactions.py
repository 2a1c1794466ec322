"""Who asks us to stop using their data is called no more."""

import pytest

from renxin.patients import restricting
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from tests.cast import NOON
from tests.renxin.promises.made import promised


@pytest.mark.parametrize("ask", [restricting.restrict, restricting.erase])
def test_calls_are_let_go_and_the_rest_is_still_owed(
    ask, wang_fang, manager_gu, dongyuan
):
    call = promised(wang_fang, dongyuan, by=manager_gu, kind=Kind.CALL)
    letter = promised(wang_fang, dongyuan, by=manager_gu, kind=Kind.EXPLAIN)

    ask(wang_fang, reason="本人要求", by=manager_gu, at=NOON)

    assert list(Promise.objects.open()) == [letter]
    call.refresh_from_db()
    assert call.ending.how == "RELEASED"
    assert call.ending.reason


def test_when_the_record_is_used_again_nothing_comes_back(
    wang_fang, manager_gu, dongyuan
):
    promised(wang_fang, dongyuan, by=manager_gu, kind=Kind.CALL)
    restricting.restrict(wang_fang, reason="本人要求", by=manager_gu, at=NOON)

    restricting.lift(wang_fang, reason="又来就诊", by=manager_gu, at=NOON)

    assert not Promise.objects.open().exists()
