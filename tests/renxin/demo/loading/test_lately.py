"""Plans, referrals and care for safety stand as their own verbs leave them."""

from collections import Counter

import pytest

from renxin.clinics.models import Clinic
from renxin.demo.words import words
from renxin.demo.world import simulate
from renxin.journal.models import Entry
from renxin.plans.kinds import Reason, Stage
from renxin.plans.models import Acceptance, Decline, Plan, PriceItem, Sitting
from renxin.promises.models import Promise
from renxin.referrals.kinds import Step
from renxin.referrals.models import Referral
from renxin.safety.charts import pictures
from renxin.safety.models import AdverseEvent, InfectionCheck, PainScore, Remedy
from renxin.safety.weeks import Weeks
from tests.renxin.demo.conftest import TEN, UNTIL


@pytest.fixture(scope="module")
def middling():
    return simulate(7, 3000, 1, UNTIL)


@pytest.fixture(scope="module")
def house(middling, lived):
    return lived(middling)


@pytest.fixture(scope="module")
def first(house):
    return Clinic.objects.order_by("pk").first()


def test_plans_stand_at_every_stage_and_were_answered_in_every_way(house, first):
    here = Plan.objects.filter(clinic=first).with_stage()

    assert {plan.stage for plan in here} == set(Stage.values)
    assert Acceptance.objects.filter(is_whole=False).exists()
    reasons = set(Decline.objects.values_list("reason", flat=True))
    assert {Reason.MONEY, Reason.TIME, Reason.TRUST} <= reasons
    assert set(Plan.objects.values_list("finish__how", flat=True)) >= {
        "DONE",
        "STOPPED",
    }
    assert Acceptance.objects.exclude(revocation=None).exists()
    assert Sitting.objects.filter(appointment__starts_at__gt=TEN).exists()


def test_a_plan_made_cheaper_was_signed_anew_and_says_why(house):
    item = words("plans")["because"]["cheaper"]
    plan = Plan.objects.get(clinic__code="E", items__price_reason=item)

    assert Acceptance.objects.filter(presentation__plan=plan).count() == 2


def test_a_plan_is_its_doctors_about_what_the_patient_came_with(house):
    courses = {one["condition"]: one["of"] for one in words("plans")["course"]}

    for plan in Plan.objects.select_related("patient"):
        told = plan.patient.visits.exclude(condition="")
        came = told.filter(began_at__lt=plan.made_at).latest("began_at")
        assert came.condition.startswith(courses[plan.condition])
        assert came.doctor_id == plan.doctor_id
        assert plan.made_at < TEN


def test_every_clinic_publishes_its_prices_and_keeps_those_of_before(house):
    listed = len(words("plans")["price"])

    for clinic in Clinic.objects.all():
        prices = PriceItem.objects.at(clinic)
        assert prices.on(UNTIL).count() == listed
        assert prices.count() == listed + len(words("plans")["repriced"])


def test_referrals_stand_at_every_step_in_and_out_of_the_house(house, first):
    sent = Referral.objects.filter(from_clinic=first).told()

    assert {one.step() for one in sent} == set(Step)
    assert any(one.is_outside and hasattr(one, "report") for one in sent)
    assert any(hasattr(one, "retraction") for one in sent)
    assert any(one.to_clinic != first for one in sent if not one.is_outside)
    late = Promise.objects.filter(referral_step__in=sent).late(at=TEN)
    assert late.exists()


def test_a_no_leaves_the_patient_a_next_step_of_each_kind(house):
    noes = Referral.objects.exclude(decline=None).select_related("decline")

    steps = Counter("onward" if one.decline.onward_id else "promise" for one in noes)
    assert steps["onward"] >= 1
    assert steps["promise"] >= 2


def test_every_chart_of_safety_has_points_and_the_fault_of_a_week_stands_out(house):
    told = {
        clinic.short_name: {
            one.figure.code: one for one in pictures(Weeks.until(clinic, at=TEN))
        }
        for clinic in Clinic.objects.all()
    }

    assert all(one.plot for here in told.values() for one in here.values())
    above = {
        name: sum(point.is_above for point in here["checks"].chart.points)
        for name, here in told.items()
    }
    assert above["河西"] == 1
    assert sum(above.values()) <= 3


def test_what_was_not_in_order_was_put_right_and_some_is_still_open(house):
    failed = InfectionCheck.objects.failed()

    assert failed.exists()
    assert not failed.filter(items__found="FAILED", remedy=None).exists()
    assert Remedy.objects.exclude(remedied=None).exists()
    assert AdverseEvent.objects.open().exists()
    assert AdverseEvent.objects.exclude(review=None).exists()
    assert AdverseEvent.objects.filter(by=None).exists()


def test_pain_is_told_on_the_timeline_and_strong_pain_was_answered(house):
    told = Entry.objects.filter(fact="safety.pain").count()

    assert told == PainScore.objects.count() > 300
    assert PainScore.objects.filter(score__gte=7).exists()
    assert not PainScore.objects.filter(score__gte=7, done="").exists()
