from datetime import date

import pytest
from django.db import IntegrityError, transaction

from renxin.clinics.models import Clinic
from renxin.scorecard.models import FairnessReview
from renxin.scorecard.models.fairness_review import (
    Candidate,
    Finding,
    NothingSaid,
    ReviewedAlready,
    quarter_of,
)
from renxin.staff.models import Staff
from tests.cast import NOON, TODAY


def candidate(clinic: Clinic | None = None, n: int = 214) -> Candidate:
    return Candidate(
        about="WAIT",
        dim="payer",
        group="自费",
        scale="times",
        n=n,
        estimate=1.6,
        low=1.5,
        high=1.7,
        since=date(2025, 3, 1),
        until=date(2026, 2, 28),
        clinic=clinic,
    )


def owed(clinic: Clinic | None = None) -> FairnessReview:
    review = FairnessReview.owe(candidate(clinic), on=TODAY, at=NOON)
    assert review
    return review


@pytest.mark.parametrize("where", ["clinic", "house"])
def test_the_same_is_owed_once_a_quarter(dongyuan: Clinic, where: str) -> None:
    clinic = dongyuan if where == "clinic" else None
    owed(clinic)

    assert FairnessReview.owe(candidate(clinic), on=TODAY, at=NOON) is None
    assert FairnessReview.owe(candidate(clinic), on=date(2026, 4, 1), at=NOON)


def test_under_thirty_cases_nobody_is_looked_into(dongyuan: Clinic) -> None:
    with (
        pytest.raises(IntegrityError, match="review_of_thirty_or_more"),
        transaction.atomic(),
    ):
        FairnessReview.owe(candidate(dongyuan, n=29), on=TODAY, at=NOON)


def test_what_was_found_is_said_once_and_in_words(
    dongyuan: Clinic, manager_gu: Staff
) -> None:
    review = owed(dongyuan)
    with pytest.raises(NothingSaid):
        review.conclude(Finding.REASON, " ", by=manager_gu, at=NOON)

    review.conclude(Finding.REASON, "多为急诊日", by=manager_gu, at=NOON)

    assert not FairnessReview.objects.open().exists()
    with pytest.raises(ReviewedAlready):
        review.conclude(Finding.CHANCE, "没有", by=manager_gu, at=NOON)


def test_a_matter_of_the_house_is_seen_by_whoever_answers_for_all_of_it(
    dongyuan: Clinic, manager_gu: Staff, director_he: Staff
) -> None:
    of_the_house, here = owed(), owed(dongyuan)

    def seen(staff: Staff) -> set[FairnessReview]:
        return set(FairnessReview.objects.visible_to(staff))

    assert seen(manager_gu) == {here}
    assert seen(director_he) == {here, of_the_house}


def test_a_quarter_begins_in_january_april_july_and_october() -> None:
    days = [date(2026, month, 15) for month in (1, 3, 4, 11, 12)]

    assert [quarter_of(day).month for day in days] == [1, 1, 4, 10, 10]
