"""Every group beside its peers, and a look into the cases where one lies far."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from renxin.clinics.models import Clinic
from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.models.fairness_review import Candidate, FairnessReview
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.span import Over, Span
from renxin.staff.models import Staff
from tests.cast import NOON, TODAY, signed_in

ADDRESS = "/figures/fair/"
FEBRUARY = Span(Over.YEAR, date(2026, 2, 1))
LINE = {
    "about": "CASE_COST",
    "dim": "doctor",
    "group": "陈医生",
    "clinic": "",
    "n": 214,
    "scale": "times",
    "estimate": 1.35,
    "low": 1.28,
    "high": 1.43,
    "is_candidate": True,
    "patients": [],
}
FEW = LINE | {
    "group": "周医生",
    "n": 12,
    "is_candidate": False,
    **dict.fromkeys(("estimate", "low", "high")),
}
WAITS = LINE | {"about": "WAIT", "dim": "payer", "group": "自费", "is_candidate": False}


@pytest.fixture
def compared(standing: Snapshot, told: dict[str, list[Patient]]) -> Snapshot:
    """As the worker counted it, whatever the facts of these tests are."""
    someone = {"patients": [str(told["kept"][0].pk)] if "kept" in told else []}
    lines = [LINE | someone, FEW, WAITS]
    for group in ("", "dongyuan"):
        path = standing.counted / Piece(Kind.FAIR, FEBRUARY, group).file
        path.write_text(json.dumps({"lines": lines}))
    return standing


@pytest.fixture
def review(dongyuan: Clinic) -> FairnessReview:
    far = {"scale": "times", "n": 214, "estimate": 1.35, "low": 1.28, "high": 1.43}
    days = {"since": date(2025, 3, 1), "until": date(2026, 2, 28)}
    found = Candidate(
        about="CASE_COST", dim="doctor", group="陈医生", clinic=dongyuan, **far, **days
    )
    owed = FairnessReview.owe(found, on=TODAY, at=NOON)
    assert owed
    return owed


def page(client: Client, staff: Staff) -> Any:
    return signed_in(client, staff).get(ADDRESS, {"to": "2026-02"})


def test_every_group_has_its_whole_its_interval_and_what_is_compared(
    client: Client, manager_gu: Staff, compared: Snapshot
) -> None:
    text = page(client, manager_gu).content.decode()

    for told in ("陈医生", "214", "1.35 ×", "1.28 – 1.43", "最近十二个月"):
        assert told in text
    assert "同病种" in text
    assert "请看一看" in text


def test_the_page_takes_few_queries(
    client: Client,
    manager_gu: Staff,
    compared: Snapshot,
    review: FairnessReview,
    django_assert_max_num_queries: Any,
) -> None:
    desk = signed_in(client, manager_gu)
    desk.get(ADDRESS, {"to": "2026-02"})

    with django_assert_max_num_queries(10):
        assert desk.get(ADDRESS, {"to": "2026-02"}).status_code == 200


def test_of_a_small_group_nothing_is_told(
    client: Client, manager_gu: Staff, compared: Snapshot
) -> None:
    text = page(client, manager_gu).content.decode()

    row = text[text.index("周医生") :]
    assert "人太少，不比" in row[: row.index("</tr>")]


def test_without_the_right_to_names_no_doctor_is_named(
    client: Client, marketer_sun: Staff, compared: Snapshot, review: FairnessReview
) -> None:
    text = page(client, marketer_sun).content.decode()

    assert "陈医生" not in text
    assert "自费" in text
    assert reverse("scorecard:review", args=[review.pk]) not in text


def test_a_house_without_facts_says_what_will_appear(
    client: Client, manager_gu: Staff
) -> None:
    assert page(client, manager_gu).status_code == 200


def test_a_review_shows_what_was_compared_over_which_days_and_of_how_many(
    client: Client, manager_gu: Staff, compared: Snapshot, review: FairnessReview
) -> None:
    desk = signed_in(client, manager_gu)

    text = desk.get(reverse("scorecard:review", args=[review.pk])).content.decode()

    for told in (review.look, review.definition, "214", "1.35 ×", "2025-03-01"):
        assert told in text
    assert ADDRESS in text
    assert "陈医生" not in review.look


def test_what_was_found_ends_it_and_the_journal_hears_no_words(
    client: Client, manager_gu: Staff, review: FairnessReview
) -> None:
    desk = signed_in(client, manager_gu)
    where = reverse("scorecard:finding", args=[review.pk])

    assert desk.post(where, {"found": "REASON", "words": " "}).status_code == 422
    told = {"found": "REASON", "words": "多为高龄患者的复杂种植"}
    assert desk.post(where, told).status_code == 302

    assert not FairnessReview.objects.open().exists()
    done = Entry.objects.get(fact="scorecard.review_done")
    assert "种植" not in str(done.particulars)
    again = desk.post(where, told)
    assert again.status_code == 422
    assert "已经" in again.content.decode()


def test_whoever_answers_for_another_clinic_does_not_learn_of_it(
    client: Client, hexi_manager: Staff, review: FairnessReview
) -> None:
    desk = signed_in(client, hexi_manager)

    answer = desk.get(reverse("scorecard:review", args=[review.pk]))

    assert answer.status_code == 404


def test_a_late_one_is_shown_as_late(
    client: Client, manager_gu: Staff, compared: Snapshot, review: FairnessReview
) -> None:
    assert review.due_on == TODAY + timedelta(days=14)
    assert "已逾期" in page(client, manager_gu).content.decode()
