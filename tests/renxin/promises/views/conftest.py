"""A desk in English, and one promise on it that is due in an hour."""

from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.promises.models import Promise
from renxin.staff.models.staff import Language
from tests.cast import signed_in
from tests.renxin.promises.made import promised

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client, greeter_lin):
    greeter_lin.language = Language.EN
    greeter_lin.save()
    return signed_in(client, greeter_lin)


@pytest.fixture
def call(dongyuan, wang_fang, greeter_lin) -> Promise:
    now = timezone.now()
    return promised(
        wang_fang, dongyuan, by=greeter_lin, at=now, due_at=now + timedelta(hours=1)
    )
