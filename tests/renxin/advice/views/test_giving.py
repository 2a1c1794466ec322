import pytest
from django.urls import reverse

from renxin.advice.models import AdviceGiven, AdviceTakenBack, AdviceWithdrawal
from renxin.patients.models import ContactPoint
from renxin.staff.models import Look
from renxin.staff.roles import Role
from renxin.voice.models import Tongue
from tests.cast import NOON, employed
from tests.renxin.advice.conftest import SAID_BACK
from tests.renxin.advice.views.conftest import HTMX, desk_of
from tests.renxin.visits.conftest import after


def choose(visit):
    return reverse("advice:choose", args=[visit.pk])


def words(visit):
    return reverse("advice:give", args=[visit.pk])


@pytest.fixture
def told(approval):
    return {"words": approval.pk, "language": "zh-hans", "understood": SAID_BACK}


def test_what_is_approved_here_is_there_to_choose(pharmacy, visit, approval, approve):
    approve("scaling")

    page = pharmacy.get(choose(visit), headers=HTMX).content.decode()
    found = pharmacy.get(choose(visit), {"q": "xy"}, headers=HTMX).content.decode()

    assert "Antibiotics, as prescribed" in page
    assert "After scaling" in found
    assert "Antibiotics" not in found
    assert Look.objects.filter(patient_id=visit.patient_id).exists()


def test_before_a_doctor_approved_any_it_says_who_does(pharmacy, visit, texts):
    page = pharmacy.get(choose(visit), headers=HTMX).content.decode()

    assert "No words are approved at this clinic yet" in page


def test_the_words_are_shown_as_the_patient_reads_them(
    pharmacy, visit, approval, wang_fang
):
    point = ContactPoint.objects.get(value="+8613812342207")
    Tongue.keep(point, "en", at=NOON)

    here = {"words": approval.pk}
    english = pharmacy.get(words(visit), here, headers=HTMX).content.decode()
    here["language"] = "zh-hans"
    chinese = pharmacy.get(words(visit), here, headers=HTMX).content.decode()

    assert "Do not stop by yourself" in english
    assert "感觉好了也不要自己停" in chinese


def test_where_nothing_is_called_like_that_one_chooses_again(pharmacy, visit, approval):
    page = pharmacy.get(words(visit), {"q": "zzz"}, headers=HTMX).content.decode()

    assert "Antibiotics, as prescribed" in page


def test_what_they_are_allergic_to_stands_above_the_words(
    pharmacy, visit, approval, wang_fang
):
    wang_fang.allergies = "青霉素"
    wang_fang.save()

    page = pharmacy.get(words(visit), {"words": approval.pk}, headers=HTMX)

    assert "Allergies: 青霉素" in page.content.decode()


def test_it_is_given_once_and_said_back(pharmacy, visit, told, pharmacist_mei):
    for _click in range(2):
        answer = pharmacy.post(
            words(visit), told, headers=HTMX | {"Idempotency-Key": "one"}
        )

    assert "visits-changed" in answer["HX-Trigger"]
    given = AdviceGiven.objects.get()
    assert (given.by, given.understood) == (pharmacist_mei, SAID_BACK)
    assert reverse("advice:given", args=[given.pk]) in answer.content.decode()


def test_what_nobody_said_back_is_not_given(pharmacy, visit, told):
    answer = pharmacy.post(words(visit), told | {"understood": ""}, headers=HTMX)

    assert answer.status_code == 422
    assert "say it back" in answer.content.decode()
    assert not AdviceGiven.objects.exists()


def test_a_draft_and_what_was_withdrawn_are_not_there(
    pharmacy, visit, told, approval, doctor_li
):
    AdviceWithdrawal.write(approval, why="有误", by=doctor_li, at=after(1))

    for page in (pharmacy.post(words(visit), told), pharmacy.get(words(visit), told)):
        assert page.status_code == 404


def test_words_approved_at_another_clinic_are_not_there(
    pharmacy, visit, told, approve, hexi
):
    song = employed("song", "宋远", Role.DOCTOR, hexi)
    there = {"words": approve("scaling", clinic=hexi, by=song).pk}

    assert pharmacy.post(words(visit), told | there).status_code == 404


def test_without_scripts_it_leads_to_the_sheet(pharmacy, visit, told):
    answer = pharmacy.post(words(visit), told)

    given = AdviceGiven.objects.get()
    assert answer["Location"] == reverse("advice:given", args=[given.pk])


def test_it_is_taken_back_with_a_reason(pharmacy, give):
    here = reverse("advice:back", args=[give().pk])

    assert pharmacy.post(here, {"why": ""}, headers=HTMX).status_code == 422
    assert pharmacy.post(here, {"why": "抄错"}, headers=HTMX).status_code == 200
    assert AdviceTakenBack.objects.get().why == "抄错"
    assert "already" in pharmacy.post(here, {"why": "x"}, headers=HTMX).content.decode()


def test_the_front_desk_gives_none(visit, greeter_lin):
    assert desk_of(greeter_lin).get(choose(visit)).status_code == 403


def test_a_visit_of_another_clinic_is_not_there(visit, give, outsider_zhao, told):
    outsider_zhao.posts.update(role="STATION")
    desk = desk_of(outsider_zhao)
    given = give()

    for address in (
        choose(visit),
        words(visit),
        reverse("advice:given", args=[given.pk]),
        reverse("advice:back", args=[given.pk]),
        reverse("advice:of_patient", args=[visit.patient_id]),
    ):
        assert desk.get(address, {"words": told["words"]}).status_code == 404


def test_choosing_asks_little_however_much_there_is(
    pharmacy, visit, approve, django_assert_max_num_queries
):
    for topic in ("antibiotic", "scaling", "numb", "filling"):
        approve(topic)

    with django_assert_max_num_queries(14):
        pharmacy.get(choose(visit), headers=HTMX)


def test_reading_before_giving_asks_little(
    pharmacy, visit, approval, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        pharmacy.get(words(visit), {"words": approval.pk}, headers=HTMX)
