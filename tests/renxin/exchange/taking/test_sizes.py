import pytest
from django.db import connection

from renxin.exchange.kinds import Kind
from renxin.exchange.taking.sizes import count_anew
from tests.cast import enrolled


@pytest.mark.parametrize("kind", Kind.values)
def test_the_tables_of_every_kind_can_be_counted(db, kind):
    count_anew([kind])


def test_the_database_knows_how_many_there_are(dongyuan):
    for number in range(30):
        enrolled(dongyuan, f"S{number}", "王芳")

    count_anew([Kind.PATIENTS])

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE relname = 'patients_patient'"
        )
        assert cursor.fetchone()[0] >= 30
