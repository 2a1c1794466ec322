from renxin.patients import glance
from renxin.patients.models import Concern, Patient, Reach
from tests.cast import NOON, reached


def seen(patient):
    return glance.at_a_glance(Patient.objects.all()).get(pk=patient.pk)


def test_phones_are_masked_and_say_whose_they_are(xiaodou):
    phone = glance.phones(seen(xiaodou))[0]

    assert phone.masked == "138****2207"
    assert (phone.whose_label, phone.is_own) == ("Mother", False)


def test_the_phone_to_call_first_comes_first(wang_fang):
    second = reached(wang_fang, "+8613911115678")
    Reach.objects.filter(pk=second.pk).update(rank=2)

    assert [p.masked for p in glance.phones(seen(wang_fang))] == [
        "138****2207",
        "139****5678",
    ]


def test_allergies_come_before_what_weighs_on_them(wang_fang, greeter_lin):
    wang_fang.allergies = "青霉素"
    wang_fang.save()
    concern = Concern(patient=wang_fang, kind="FEAR", level=7)
    concern.note_down(by=greeter_lin, at=NOON)

    texts = [badge.text for badge in glance.badges(seen(wang_fang))]

    assert texts == ["Allergy: 青霉素", "Fear 7"]


def test_a_glance_is_one_query(wang_fang, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        patient = seen(wang_fang)
        glance.phones(patient)
        glance.badges(patient)
        patient.record_ids()
