"""When something breaks, a person reads what happened, what was kept, what to do."""

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in


class Breaking:
    """The database fails at the first statement about a table."""

    def __init__(self, table, error):
        self.table, self.error = table, error

    def __call__(self, execute, sql, params, many, context):
        if f'"{self.table}"' in sql:
            with connection.wrap_database_errors:
                raise self.error
        return execute(sql, params, many, context)


@pytest.fixture
def desk(doctor_li):
    quiet = Client(raise_request_exception=False)
    return signed_in(quiet, doctor_li)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (psycopg.OperationalError("gone"), 503, "数据库"),
        (psycopg.errors.DiskFull("no space left"), 507, "满"),
        (ValueError("a bug"), 500, ""),
    ],
)
def test_a_page_that_cannot_be_made_says_why(desk, error, status, words, caplog):
    with connection.execute_wrapper(Breaking("mfa_authenticator", error)):
        answer = desk.get("/accounts/2fa/")

    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_lost_page_keeps_its_manners(desk):
    answer = desk.get("/nowhere/")

    assert answer.status_code == 404
    assert answer["Content-Security-Policy"]


def test_a_form_without_its_token_is_refused(doctor_li):
    strict = signed_in(Client(enforce_csrf_checks=True), doctor_li)

    answer = strict.post(reverse("staff:theme"), {"theme": "dark"})

    doctor_li.refresh_from_db()
    assert answer.status_code == 403
    assert doctor_li.theme == ""


def test_a_room_the_role_has_no_key_to_is_closed(desk):
    assert desk.get(reverse("staff:looks")).status_code == 403
