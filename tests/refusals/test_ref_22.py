"""REF-22: what patients are told of their health is somebody's word, no machine's."""

import pytest

from renxin.advice.models import AdviceApproval, AdviceGiven, AdviceWithdrawal
from renxin.advice.models.advice_given import Handing
from renxin.advice.refusals import NotYours
from renxin.staff.roles import Role
from renxin.voice.law.kinds import Answer
from renxin.voice.law.known import Known
from renxin.voice.law.predicates import judge
from tests.cast import TODAY
from tests.refusals import ways
from tests.refusals.ways import insert, refused, to
from tests.renxin.advice.conftest import SAID_BACK
from tests.renxin.visits.conftest import after

HANDED = Handing(language="zh-hans", understood=SAID_BACK)


def test_on_a_page_the_front_desk_answers_for_no_advice(desk, texts):
    here = to("advice:approval", texts["antibiotic"].pk)

    answer = desk(Role.GREETER).post(here)

    assert answer.status_code in {403, 422}
    assert not AdviceApproval.objects.exists()


def test_by_machine_nobody_but_a_clinician_answers_for_advice(approve, greeter_lin):
    with pytest.raises(NotYours):
        approve("antibiotic", by=greeter_lin)


def test_by_machine_what_a_machine_wrote_for_all_to_read_is_labelled():
    unlabelled = Known(is_machine_made=True, is_labelled=False)

    assert judge(unlabelled, "edu", on=TODAY)["AD-AI-01"] == Answer.BROKEN


def test_by_machine_nothing_is_given_that_is_not_somebodys(
    visit, approval, person, doctor_li
):
    with pytest.raises(NotYours):
        AdviceGiven.give(visit, approval, HANDED, by=person(Role.MARKETER), at=after(9))


def test_from_a_file_no_advice_no_plan_and_no_report_comes_in():
    assert not {"advice", "plans", "referrals", "protocols"} & ways.reaches()


def test_in_the_database_nothing_is_given_that_no_clinician_answers_for(
    visit, approval, doctor_li, pharmacist_mei
):
    AdviceWithdrawal.write(approval, why="改了", by=doctor_li, at=after(5))
    told = {"visit_id": visit.pk, "approval_id": approval.pk, "language": "zh-hans"}
    told |= {"as_prescribed": "", "shown": "…", "understood": "知道了", "at": after(9)}

    with refused("given what is not approved there"):
        insert("advice_advicegiven", by_id=pharmacist_mei.pk, **told)


def test_in_the_database_advice_is_given_by_somebody(visit, approval):
    told = {"visit_id": visit.pk, "approval_id": approval.pk, "language": "zh-hans"}
    told |= {"as_prescribed": "", "shown": "…", "understood": "知道了", "at": after(9)}

    with refused("by_id"):
        insert("advice_advicegiven", **told)
