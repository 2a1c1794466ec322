"""Items and other ways written on the page of a plan; what is unfit is said there."""

import pytest
from django.urls import reverse

from tests.renxin.plans.written import CROWN, shown, signed


def url(name, plan, *more):
    return reverse(f"plans:{name}", args=[plan.pk, *more])


def typed(plan, **more):
    plan.refresh_from_db()
    asked = {
        "version": plan.version,
        "phase": "INTERVENTION",
        "name": "洁牙",
        "tooth": "",
        "quantity": 1,
        "yuan": "200",
        "price_reason": "清单外",
        "sittings": 1,
        "minutes": 30,
        "every_days": 7,
        "service": "",
    }
    return asked | more


def test_a_code_of_the_list_brings_its_price_along(li_at_work, plan, crown):
    asked = typed(plan, name="D2740 全瓷冠", yuan="", price_reason="")

    answer = li_at_work.post(url("items", plan), asked)

    assert answer.status_code == 302
    item = plan.items.in_order().first()
    assert (item.price, item.unit_price_fen) == (crown, CROWN.price_fen)
    assert item.name == "全瓷冠"


def test_the_next_line_is_of_the_same_phase_and_ready_to_be_typed(li_at_work, plan):
    answer = li_at_work.post(url("items", plan), typed(plan, phase="REHABILITATION"))

    # A browser that is sent to a part of a page leaves the focus alone.
    assert "#" not in answer["Location"]
    page = li_at_work.get(answer["Location"]).content.decode()

    assert '<option value="REHABILITATION" selected>' in page
    assert page.count("autofocus") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"yuan": "-1"},
        {"yuan": "1.234"},
        {"yuan": "999999999999"},
        {"yuan": "many"},
        {"quantity": 0},
        {"quantity": "x"},
        {"sittings": 0},
        {"tooth": "99"},
        {"phase": "SOON"},
        {"name": ""},
        {"yuan": "", "price_reason": ""},
        {"price_reason": ""},
    ],
)
def test_nonsense_is_refused_and_nothing_is_lost(li_at_work, plan, wrong):
    answer = li_at_work.post(url("items", plan), typed(plan, **wrong))

    assert answer.status_code == 422
    assert plan.items.count() == 1


def test_an_old_page_is_told_that_it_is_old(li_at_work, plan):
    asked = typed(plan)
    assert li_at_work.post(url("items", plan), asked).status_code == 302

    answer = li_at_work.post(url("items", plan), asked)

    assert answer.status_code == 409
    assert plan.items.count() == 2
    # What was typed still stands there, with the version as it now is.
    assert 'value="洁牙"' in answer.content.decode()


def test_one_double_click_adds_one_item(li_at_work, plan):
    asked = typed(plan) | {"idempotency_key": "once"}

    for _click in range(2):
        assert li_at_work.post(url("items", plan), asked).status_code == 302

    assert plan.items.count() == 2


def test_an_item_is_changed_into_another(li_at_work, plan):
    item = plan.items.get()
    there = url("item", plan, item.pk)
    assert "3800.00" in li_at_work.get(there).content.decode()

    assert li_at_work.post(there, typed(plan, name="")).status_code == 422
    assert li_at_work.post(there, typed(plan, version=1)).status_code == 409
    assert li_at_work.post(there, typed(plan)).status_code == 302

    assert plan.items.standing().get().name == "洁牙"
    assert li_at_work.get(there).status_code == 404


def test_an_item_is_struck_out_once(li_at_work, plan):
    item = plan.items.get()
    there = url("item_struck", plan, item.pk)
    plan.refresh_from_db()

    assert li_at_work.post(there, {"version": plan.version}).status_code == 302
    plan.refresh_from_db()
    assert li_at_work.post(there, {"version": plan.version}).status_code == 422


def test_what_is_signed_for_is_struck_out_only_when_asked(li_at_work, plan):
    signed(shown(plan))
    there = url("item_struck", plan, plan.items.get().pk)

    page = li_at_work.get(url("show", plan)).content.decode()
    asks = li_at_work.get(there).content.decode()

    assert f'href="{there}"' in page
    assert f'action="{there}"' not in page
    assert "no longer covers it" in asks
    assert plan.items.standing().exists()


def test_another_way_is_written_and_struck(li_at_work, plan):
    plan.refresh_from_db()
    told = {"kind": "OTHER_WAY", "text": "活动义齿", "price": "900"}

    refused = li_at_work.post(url("ways", plan), told | {"text": "", "version": 9})
    assert refused.status_code == 422
    assert li_at_work.post(url("ways", plan), told | {"version": 1}).status_code == 409
    li_at_work.post(url("ways", plan), told | {"version": plan.version})

    way = plan.alternatives.get(text="活动义齿")
    assert way.price_fen == 90_000
    struck = url("way_struck", plan, way.pk)
    assert li_at_work.post(struck, {"version": 1}).status_code == 409
    plan.refresh_from_db()
    assert li_at_work.post(struck, {"version": plan.version}).status_code == 302


def test_the_front_desk_writes_nothing_into_it(front_desk, plan):
    assert front_desk.post(url("items", plan), typed(plan)).status_code == 403


def test_nobody_elsewhere_learns_of_it(elsewhere, plan):
    # Another clinic's front desk may see plans, and not this one.
    assert elsewhere.get(url("signing", plan)).status_code == 404
