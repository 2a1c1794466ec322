from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.followup.line import morning
from renxin.followup.models import LineBreak
from renxin.staff.models.staff import Language
from tests.cast import signed_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client, carer):
    carer.language = Language.EN
    carer.save()
    return signed_in(client, carer)


@pytest.fixture
def line_break(came, wang_fang):
    """Found this morning, as the clock of the pages has it."""
    came(wang_fang, at=timezone.now() - timedelta(days=2))
    morning.count_the_line(at=timezone.now().replace(hour=4, minute=0))
    return LineBreak.objects.get()
