"""The screen turned to the patient: shown, signed for, declined, taken back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from renxin.plans.models import Acceptance, Decline, Plan
from tests.renxin.plans.written import LATER, STROKES, line, shown, signed, written


def url(name, plan):
    return reverse(f"plans:{name}", args=[plan.pk])


def drawn(plan, **more):
    plan.refresh_from_db()
    asked = {
        "version": plan.version,
        "item": [one.pk for one in plan.items.standing()],
        "signer": "PATIENT",
        "name": "王芳",
        "strokes": STROKES,
        "in": "en",
    }
    return asked | more


def test_the_plan_is_shown_as_it_stands_and_the_screen_is_turned(li_at_work, plan):
    answer = li_at_work.post(url("presentation", plan), {"version": plan.version})

    assert answer["Location"] == url("signing", plan)
    page = li_at_work.get(answer["Location"]).content.decode()
    assert "不治疗：缺损会继续扩大" in page
    assert "I agree to what is ticked" in page


def test_shown_twice_by_one_hand_it_is_shown_once(li_at_work, plan):
    told = {"version": plan.version}
    li_at_work.post(url("presentation", plan), told)

    assert li_at_work.post(url("presentation", plan), told).status_code == 409


def test_without_both_other_ways_it_is_not_shown(li_at_work, plan, doctor_li):
    way = plan.alternatives.first()
    plan.offer_no_more(way, expected=plan.version, by=doctor_li, at=plan.made_at)

    answer = li_at_work.post(url("presentation", plan), {"version": plan.version})

    assert answer.status_code == 422
    assert "has not consented" in answer.content.decode()


def test_nothing_is_signed_that_was_not_shown(li_at_work, plan):
    assert li_at_work.get(url("signing", plan)).status_code == 422


@pytest.mark.parametrize(
    ("language", "says"), [("zh-hans", "您的治疗方案"), ("en", "Your plan")]
)
def test_the_patient_reads_it_in_their_language(front_desk, presented, language, says):
    page = front_desk.get(f"{url('signing', presented)}?in={language}")

    assert says in page.content.decode()


def test_the_patient_signs_on_the_screen(front_desk, presented, greeter_lin):
    answer = front_desk.post(url("signing", presented), drawn(presented))

    assert answer["Location"] == f"{url('signing', presented)}?in=en"
    acceptance = Acceptance.objects.get()
    assert (acceptance.by, acceptance.strokes) == (greeter_lin, STROKES)
    page = front_desk.get(url("signing", presented)).content.decode()
    assert STROKES in page
    assert acceptance.digest in page


def test_what_they_agree_to_is_added_up_from_what_is_ticked(
    front_desk, wang_fang, doctor_li, dongyuan
):
    """The page adds it up as they tick; where it comes back, so does the sum."""
    two = (line("洁牙", 20_000), line())
    plan = shown(written(wang_fang, doctor_li, dongyuan, *two))
    first = plan.items.order_by("place").first()

    whole = front_desk.get(f"{url('signing', plan)}?in=en").content.decode()
    told = drawn(plan, item=[first.pk], strokes="")
    again = front_desk.post(url("signing", plan), told).content.decode()

    assert 'data-fen="20000"' in whole
    assert "¥4,000" in whole.partition("You agree to")[2][:90]
    assert "¥200" in again.partition("You agree to")[2][:90]


def test_only_what_is_ticked_is_signed_for(front_desk, wang_fang, doctor_li, dongyuan):
    two = (line("洁牙", 20_000), line())
    plan = shown(written(wang_fang, doctor_li, dongyuan, *two))
    first = plan.items.order_by("place").first()

    front_desk.post(url("signing", plan), drawn(plan, item=[first.pk]))

    assert [one.item for one in plan.accepted()] == [first]
    page = front_desk.get(url("signing", plan)).content.decode()
    assert page.count("checked") == 1
    assert "Of it you signed for" in page
    assert "¥200" in page.partition("Of it you signed for")[2][:60]


@pytest.mark.parametrize(
    "wrong",
    [
        {"strokes": ""},
        {"strokes": "M1 1<svg>"},
        {"item": []},
        {"item": ["7777"]},
        {"name": ""},
        {"signer": "DOCTOR"},
        {"version": "x"},
    ],
)
def test_what_is_not_a_signature_signs_nothing(front_desk, presented, wrong):
    answer = front_desk.post(url("signing", presented), drawn(presented, **wrong))

    assert answer.status_code == 422
    assert not Acceptance.objects.exists()


def test_a_price_changed_meanwhile_is_not_signed_for(front_desk, presented, doctor_li):
    asked = drawn(presented)
    item = presented.items.get()
    told = {"by": doctor_li, "at": presented.made_at}
    presented.change(item, line(fen=1), expected=presented.version, **told)

    answer = front_desk.post(url("signing", presented), asked)

    assert answer.status_code == 409
    assert "Show it again" in answer.content.decode()


def test_a_childs_plan_asks_for_the_guardian(front_desk, xiaodou, doctor_li, dongyuan):
    plan = shown(written(xiaodou, doctor_li, dongyuan))

    refused = front_desk.post(url("signing", plan), drawn(plan))
    assert refused.status_code == 422
    assert "guardian" in refused.content.decode()

    front_desk.post(url("signing", plan), drawn(plan, signer="GUARDIAN"))
    assert Acceptance.objects.get().signer == "GUARDIAN"


def test_a_no_has_a_reason_and_is_taken_as_one(front_desk, presented):
    presented.refresh_from_db()
    told = {"version": presented.version, "reason": "MONEY", "note": "再攒攒"}

    bad = front_desk.post(url("decline", presented), told | {"reason": "?"})
    assert bad.status_code == 422
    front_desk.post(url("decline", presented), told)

    assert Decline.objects.get().note == "再攒攒"
    assert not Plan.objects.open().exists()
    assert front_desk.post(url("decline", presented), told).status_code == 422


def test_whoever_hears_of_a_change_of_mind_writes_it_down(front_desk, presented):
    acceptance = signed(presented)
    told = {"acceptance": acceptance.pk, "note": "再想想"}

    wrong = front_desk.post(url("revocation", presented), {"acceptance": "x"})
    assert wrong.status_code == 404
    assert front_desk.post(url("revocation", presented), told).status_code == 302
    assert front_desk.post(url("revocation", presented), told).status_code == 422


def test_each_signature_is_taken_back_by_itself(front_desk, presented, doctor_li):
    crown = signed(presented)
    more = line("冷光美白", 120_000, phase="REHABILITATION")
    now = {"by": doctor_li, "at": LATER}
    presented.add(more, expected=presented.version, **now)
    whitening = signed(shown(presented, at=LATER), at=LATER + timedelta(minutes=5))

    page = front_desk.get(url("show", presented)).content.decode()
    named = re.findall(r'name="acceptance" value="(\d+)"', page)
    assert named == [str(whitening.pk), str(crown.pk)]
    assert "for ¥1,200" in page

    front_desk.post(url("revocation", presented), {"acceptance": named[0]})
    assert [one.item.name for one in presented.accepted()] == ["全瓷冠"]


def test_what_is_taken_back_costs_what_is_left_of_it(
    front_desk, wang_fang, doctor_li, dongyuan
):
    plan = shown(written(wang_fang, doctor_li, dongyuan, line(), line("洁牙", 20_000)))
    signed(plan)
    struck = plan.items.get(name="洁牙")
    plan.strike(struck, expected=plan.version, by=doctor_li, at=LATER)

    page = front_desk.get(url("show", plan)).content.decode()

    assert "for ¥3,800" in page


def test_the_page_of_a_long_plan_takes_few_statements(
    front_desk, wang_fang, doctor_li, dongyuan, django_assert_max_num_queries
):
    many = [line(f"项目{n}") for n in range(12)]
    plan = shown(written(wang_fang, doctor_li, dongyuan, *many))
    signed(plan)
    front_desk.get(url("signing", plan))

    with django_assert_max_num_queries(14):
        front_desk.get(url("signing", plan))
