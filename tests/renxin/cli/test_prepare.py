import re

import pytest
from django.db import connection
from django.utils import timezone

from renxin.cli import prepare
from renxin.site.postgres import migrated
from renxin.staff.models import SetupLink, Staff

pytestmark = pytest.mark.django_db


def test_an_empty_house_gets_a_link_and_no_account(capsys):
    assert prepare.main([]) == 0

    link = re.search(r"\{address\}/set-up/([\w-]+)/", capsys.readouterr().out)
    assert SetupLink.live(link[1], at=timezone.now())
    assert not Staff.objects.exists()


def test_a_house_with_people_is_told_nothing(capsys):
    Staff.objects.create(username="wang.min", name="王敏")

    assert prepare.main([]) == 0
    assert prepare.main(["--demo"]) == 0

    assert capsys.readouterr().out == ""
    assert not SetupLink.objects.exists()


def test_the_tables_are_noted_as_up_to_date():
    prepare.main([])

    assert migrated.noted(connection.connection) == migrated.fingerprint()
