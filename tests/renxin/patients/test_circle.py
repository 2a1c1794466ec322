from renxin.patients.circle import circle
from renxin.patients.models import Relation
from tests.cast import enrolled


def told(patient, by):
    return [(kin.person.name, kin.label) for kin in circle([patient.pk], by=by)]


def test_a_mother_sees_her_son_and_he_sees_his_mother(wang_fang, xiaodou, greeter_lin):
    assert told(wang_fang, greeter_lin) == [("王小豆", "Son")]
    assert told(xiaodou, greeter_lin) == [("王芳", "Mother")]


def test_who_answers_for_a_child_is_marked(xiaodou, greeter_lin):
    assert circle([xiaodou.pk], by=greeter_lin)[0].is_guardian


def test_a_relation_that_ended_is_not_told(wang_fang, xiaodou, greeter_lin):
    Relation.objects.update(ended_at="2026-01-01T00:00:00Z")

    assert told(wang_fang, greeter_lin) == []


def test_family_at_another_clinic_may_not_be_opened(wang_fang, hexi, greeter_lin):
    husband = enrolled(hexi, "20260020", "贺正阳")
    Relation.objects.create(person=husband, of=wang_fang, kind="SPOUSE")

    kin = circle([wang_fang.pk], by=greeter_lin)[0]

    assert not kin.is_visible


def test_two_records_of_one_person_are_not_their_own_family(
    wang_fang, xiaodou, greeter_lin
):
    assert circle([wang_fang.pk, xiaodou.pk], by=greeter_lin) == []


def test_the_circle_is_one_query(
    wang_fang, xiaodou, greeter_lin, django_assert_max_num_queries
):
    greeter_lin.clinic_ids()

    with django_assert_max_num_queries(1):
        circle([wang_fang.pk], by=greeter_lin)
