import pytest
from django.db import connection

from renxin.desk.planner import joins_as_written


def limit():
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_joins_are_taken_as_written_there_and_nowhere_else():
    usual = limit()

    with joins_as_written():
        assert limit() == "1"

    assert limit() == usual != "1"
