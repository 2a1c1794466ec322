"""Wang Fang on a visit at 东院; Doctor Li answers for some of the house's words."""

import pytest

from renxin.advice.models import AdviceApproval, AdviceGiven, AdviceText, advice_text
from renxin.advice.models.advice_given import Handing
from renxin.staff.roles import Role
from renxin.visits.duties import publishing
from tests.cast import employed
from tests.renxin.visits.conftest import *  # noqa: F403  a morning at 东院
from tests.renxin.visits.conftest import NINE, after

SAID_BACK = "一天两次，饭后吃，不喝酒"


@pytest.fixture
def texts(db):
    """What the house comes with, by topic."""
    advice_text.furnish(at=NINE)
    return {one.topic: one for one in AdviceText.objects.all()}


@pytest.fixture
def pharmacist_mei(dongyuan):
    return employed("mei", "梅岚", Role.STATION, dongyuan)


@pytest.fixture
def approve(dongyuan, texts, doctor_li):
    def approved(topic="antibiotic", clinic=dongyuan, by=doctor_li, minutes=0):
        text = texts[topic] if isinstance(topic, str) else topic
        return AdviceApproval.sign(text, clinic=clinic, by=by, at=after(minutes))

    return approved


@pytest.fixture
def approval(approve):
    return approve()


@pytest.fixture
def give(visit, approval, pharmacist_mei):
    def given(words=approval, on=visit, minutes=20, **handing):
        told = {"language": "zh-hans", "understood": SAID_BACK} | handing
        return AdviceGiven.give(
            on, words, Handing(**told), by=pharmacist_mei, at=after(minutes)
        )

    return given


@pytest.fixture
def duties(db):
    """The checklists every house starts with."""
    publishing.furnish(at=NINE)
