"""Plans on the patient's page: how far each is, and what is still to come of it."""

from django.utils import timezone

from renxin.patients.page import Viewing
from renxin.plans.patient_panel import plans
from tests.cast import NOON, enrolled
from tests.renxin.plans.written import line, shown, signed, written


def panel_of(patient, staff, clinic, *also):
    ids = [patient.pk, *(one.pk for one in also)]
    return plans(Viewing(patient, ids, staff, clinic, timezone.now()))


def test_money_and_sittings_still_open_stand_there(
    wang_fang, doctor_li, dongyuan, django_assert_num_queries
):
    signed(shown(written(wang_fang, doctor_li, dongyuan, line(sittings=3))))

    with django_assert_num_queries(3):
        told = panel_of(wang_fang, doctor_li, dongyuan).context

    assert (told["open"].money_fen, told["open"].unbooked) == (380_000, 3)
    assert told["new"].endswith(f"?patient={wang_fang.pk}")


def test_plans_of_a_merged_record_are_shown_too(wang_fang, doctor_li, dongyuan):
    kept = enrolled(dongyuan, "20260009", "王芳")
    plan = written(wang_fang, doctor_li, dongyuan, at=NOON)

    told = panel_of(kept, doctor_li, dongyuan, wang_fang).context

    assert [one for one, _open in told["rows"]] == [plan]


def test_whoever_may_not_write_is_offered_no_new_one(
    plan, wang_fang, greeter_lin, dongyuan
):
    assert panel_of(wang_fang, greeter_lin, dongyuan).context["new"] == ""


def test_whoever_may_not_see_plans_sees_none(plan, wang_fang, dongyuan, db):
    class Nobody:
        def may(self, _right):
            return False

    assert panel_of(wang_fang, Nobody(), dongyuan) is None
