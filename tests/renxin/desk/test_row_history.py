from django.db import connection, transaction

from renxin.desk.row_history import SET_WISE
from tests.cast import enrolled


def test_a_new_row_has_its_history_from_the_trigger(dongyuan):
    patient = enrolled(dongyuan, "20260001", "王芳")

    assert patient.events.count() == 1


def test_whoever_writes_a_set_keeps_its_history_for_that_transaction_alone(dongyuan):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET_WISE)
        in_the_set = enrolled(dongyuan, "20260001", "王芳")
        cursor.execute("SELECT set_config('renxin.history', '', TRUE)")
    after = enrolled(dongyuan, "20260002", "李强")

    assert in_the_set.events.count() == 0
    assert after.events.count() == 1
