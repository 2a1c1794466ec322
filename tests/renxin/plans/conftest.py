"""A doctor of 东院 has written a plan for Wang Fang: one crown, two other ways."""

import pytest
from django.utils import translation

from tests.renxin.plans.written import published, shown, written


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan(wang_fang, doctor_li, dongyuan):
    return written(wang_fang, doctor_li, dongyuan)


@pytest.fixture
def presented(plan):
    return shown(plan)


@pytest.fixture
def crown(dongyuan, manager_gu):
    return published(dongyuan, manager_gu)
