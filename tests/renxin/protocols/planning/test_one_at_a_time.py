from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from renxin.protocols.planning.running import one_at_a_time
from tests.locks import until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def _turn(patience: str) -> bool:
    try:
        with one_at_a_time(patience=patience) as mine:
            return mine
    finally:
        connection.close()


@pytest.mark.parametrize("patience", ["", "20ms"])
def test_while_a_run_is_at_it_another_does_nothing(patience):
    with one_at_a_time() as mine, ThreadPoolExecutor(1) as elsewhere:
        assert mine
        assert not elsewhere.submit(_turn, patience).result()


def test_what_comes_once_an_hour_waits_for_its_turn():
    with ThreadPoolExecutor(1) as elsewhere:
        with one_at_a_time(), connection.cursor() as cursor:
            turn = elsewhere.submit(_turn, "10s")
            until_somebody_waits(cursor)
        assert turn.result()
