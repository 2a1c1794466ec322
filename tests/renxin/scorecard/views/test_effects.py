"""Every trial in one true sentence, and how many people it takes to know."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from renxin.protocols.models import Trial
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.span import Over, Span
from renxin.staff.models import Staff
from tests.cast import NOON, signed_in
from tests.renxin.protocols.protocols import on, text

ADDRESS = "/figures/effects/"
FEBRUARY = date(2026, 2, 1)


def told(name: str, known: str = "KNOWN", **more: object) -> dict[str, Any]:
    """A trial as ``pulse`` tells it."""
    side = {"share": 0.3, "interval": [0.27, 0.33]}
    gap = {"value": 0.1, "one_look": [0.06, 0.14], "any_day": [0.04, 0.16]}
    one = {"experiment": name, "within_days": 90, "known": known, "strata": 1}
    one |= {"treated": {"patients": 1000, "returned": 300} | side}
    one |= {"held_out": {"patients": 500, "returned": 100} | side}
    one |= {"waiting": 12, "on_both_sides": 0, "per_month": 150.0, "clinics": []}
    one |= {"sample_ratio": {"chi2": 0.1, "p": 0.752, "sound": True}}
    one |= {"difference": gap, "with_last_year": gap | {"rho": 0.5, "spared": 0.25}}
    words = "每联系 100 人，多回来 10.0 人，介于 4.0 与 16.0 之间。"
    return one | {"sentence": {"zh": words, "en": "More came."}} | more


FEW = told(
    "甲试",
    "FEW",
    treated={"patients": 7, "returned": 3},
    held_out={"patients": 25, "returned": 6},
    difference=None,
    with_last_year=None,
    sample_ratio=None,
    sentence={"zh": "还不知道，因为人太少。", "en": "Not yet known."},
)


@pytest.fixture
def counted(standing: Snapshot) -> Snapshot:
    span = Span(Over.MONTH, FEBRUARY)
    for group in ("", "dongyuan"):
        path = standing.counted / Piece(Kind.EFFECTS, span, group).file
        path.write_text(json.dumps({"effects": [FEW, told("乙试")]}))
    return standing


def page(client: Client, staff: Staff, **query: Any) -> str:
    answer = signed_in(client, staff).get(ADDRESS, {"to": "2026-02"} | query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_each_is_told_in_a_sentence_with_its_interval_and_a_table_behind(
    client: Client, manager_gu: Staff, counted: Snapshot
) -> None:
    told = page(client, manager_gu)

    for words in ("介于 4.0 与 16.0 之间", "+10.0", "+4.0 – +16.0", "+6.0 – +14.0"):
        assert words in told
    assert "300 / 1,000" in told
    assert "已经知道" in told
    assert "相符" in told


def test_a_trial_goes_by_the_name_of_its_protocol(
    client: Client,
    manager_gu: Staff,
    doctor_li: Staff,
    counted: Snapshot,
    begun: Any,
) -> None:
    span = Span(Over.MONTH, FEBRUARY)
    path = counted.counted / Piece(Kind.EFFECTS, span, "dongyuan").file
    path.write_text(json.dumps({"effects": [told(begun.experiment)]}))

    shown = page(client, manager_gu)

    assert f'href="/protocols/{begun.protocol_id}/">试验方案</a>' in shown
    assert begun.experiment not in shown


@pytest.fixture
def begun(doctor_li: Staff, manager_gu: Staff) -> Any:
    run = on(text(trial="trial: {hold_out: 20, strata: [clinic]}\n"), doctor_li)
    return Trial.begin(run.version, why="no harm", by=manager_gu, at=NOON)


def test_clinics_stand_beside_each_other_a_small_one_without_its_numbers(
    client: Client, director_he: Staff, counted: Snapshot
) -> None:
    clinic = {"clinic": "dongyuan", "per_100": 8.25, "interval": [1.5, 15.0]}
    clinic |= {"treated": {"patients": 90, "returned": 30}, "better": 0.987}
    few = clinic | {"clinic": "hexi", "held_out": {"patients": 4, "returned": 1}}
    clinic |= {"held_out": {"patients": 40, "returned": 9}}
    path = counted.counted / Piece(Kind.EFFECTS, Span(Over.MONTH, FEBRUARY)).file
    path.write_text(json.dumps({"effects": [told("乙试", clinics=[clinic, few])]}))

    shown = page(client, director_he, clinic="house")

    for words in ("东院", "30 / 90", "+8.2", "99 %", "不到 10 人"):
        assert words in shown
    assert "1 / 4" not in shown


def test_the_planner_starts_from_the_houses_own_numbers(
    client: Client, manager_gu: Staff, counted: Snapshot
) -> None:
    shown = page(client, manager_gu)

    assert 'value="20.0"' in shown
    assert 'value="150"' in shown
    assert "可以少用 25 % 的人" in shown


def test_the_planner_says_what_one_house_cannot_know(
    client: Client, manager_gu: Staff, counted: Snapshot
) -> None:
    asked = {"base": 20, "change": 3, "people": 120, "held": 50}

    assert "一家诊所一年里无从知道" in page(client, manager_gu, **asked)


@pytest.mark.parametrize(
    "asked", [{"base": "90", "change": "20"}, {"base": "x"}, {"held": "99"}]
)
def test_what_cannot_be_planned_is_said_at_the_field(
    client: Client, manager_gu: Staff, counted: Snapshot, asked: dict[str, str]
) -> None:
    whole = {"base": "20", "change": "3", "people": "120", "held": "50"}

    shown = page(client, manager_gu, **(whole | asked))

    assert 'aria-invalid="true"' in shown
    assert "无从知道" not in shown


def test_a_house_that_holds_nobody_out_says_what_will_appear(
    client: Client, manager_gu: Staff, uncounted: Snapshot
) -> None:
    assert "还没有留一部分人不联系" in page(client, manager_gu)


def test_the_page_takes_few_queries(
    client: Client,
    manager_gu: Staff,
    counted: Snapshot,
    django_assert_max_num_queries: Any,
) -> None:
    desk = signed_in(client, manager_gu)
    desk.get(ADDRESS, {"to": "2026-02"})

    with django_assert_max_num_queries(10):
        desk.get(ADDRESS, {"to": "2026-02"})


def test_whoever_may_not_see_figures_sees_none(
    client: Client, greeter_lin: Staff, counted: Snapshot
) -> None:
    assert signed_in(client, greeter_lin).get(ADDRESS).status_code == 403
