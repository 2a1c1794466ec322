import pytest
from django.db import OperationalError, connection

from tests import database


@pytest.fixture
def before_the_clone():
    """As it is until the first test asks for the database."""
    standing = dict(connection.settings_dict)
    database.point_nowhere()
    yield
    connection.close()
    connection.settings_dict.update(standing)


def test_whoever_asks_before_there_is_a_clone_reaches_nobody_s_house(
    before_the_clone, django_db_blocker
):
    with django_db_blocker.unblock(), pytest.raises(OperationalError):
        connection.ensure_connection()


@pytest.mark.django_db
def test_whoever_asks_for_the_database_has_a_clone_of_their_own():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")

        assert cursor.fetchone()[0].startswith(f"{database.CLONE}_")
