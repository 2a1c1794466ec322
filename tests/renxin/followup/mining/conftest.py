"""Wang Fang was here seven months ago, and nothing was agreed since."""

from datetime import timedelta

import pytest

from renxin.patients.models import Consent, Reach
from renxin.patients.models.purpose import Initiative, Method, Purpose
from tests.cast import NOON


@pytest.fixture
def agreed(carer):
    """Consent to be called because of old records, or a no to it."""

    def say(patient, answer="GIVEN", at=NOON - timedelta(days=300)):
        return Consent(
            patient=patient,
            purpose=Purpose.RECALL,
            answer=answer,
            given_by=Reach.Whose.MOTHER,
            initiative=Initiative.PATIENT,
            method=Method.PAPER,
            text_version="1",
            evidence="纸质 A-12",
        ).answered(by=carer, at=at)

    return say


@pytest.fixture
def overdue(came):
    return lambda patient, days=210, **told: came(
        patient, at=NOON - timedelta(days=days), **told
    )
