import pytest
from django.db import connection

from renxin.exchange.kinds import Kind
from renxin.exchange.taking.removing import table_of_kind
from renxin.exchange.taking.sizes import count_anew
from tests.cast import enrolled


def believed(table):
    """How many rows the planner believes in; under nought where nobody looked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("kind", Kind.values)
def test_the_tables_of_every_kind_can_be_counted(db, kind):
    count_anew([kind])

    assert believed(table_of_kind(kind)) >= 0


def test_the_database_knows_how_many_there_are(dongyuan):
    for number in range(30):
        enrolled(dongyuan, f"S{number}", "王芳")

    count_anew([Kind.PATIENTS])

    assert believed("patients_patient") >= 30
