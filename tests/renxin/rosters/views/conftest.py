import pytest

from renxin.staff.models.staff import Language
from tests.cast import signed_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def planner(client, manager_gu):
    manager_gu.language = Language.EN
    manager_gu.save()
    return signed_in(client, manager_gu)
