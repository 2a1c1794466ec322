from django.urls import reverse

from renxin.advice.models import AdviceTakenBack
from renxin.staff.models import Look
from tests.renxin.advice.views.conftest import HTMX
from tests.renxin.visits.conftest import after


def sheet(given):
    return reverse("advice:given", args=[given.pk])


def test_the_sheet_is_in_the_language_it_was_given_in(pharmacy, give):
    page = pharmacy.get(sheet(give(as_prescribed="见处方"))).content.decode()

    assert "感觉好了也不要自己停" in page
    assert "见处方" in page
    assert "王芳" in page
    assert Look.objects.latest("pk").particulars.startswith("advice ")


def test_what_was_taken_back_is_not_printed_again(pharmacy, give, pharmacist_mei):
    given = give()
    AdviceTakenBack.write(given, why="抄错一行", by=pharmacist_mei, at=after(30))

    page = pharmacy.get(sheet(given)).content.decode()

    assert "抄错一行" in page
    assert "print-page" not in page


def test_beside_the_patient_stands_what_they_were_given(pharmacy, give, visit):
    given = give()
    here = reverse("advice:of_patient", args=[visit.patient_id])

    page = pharmacy.get(here, headers=HTMX).content.decode()

    assert "Antibiotics, as prescribed" in page
    assert sheet(given) in page
    assert reverse("advice:choose", args=[visit.pk]) not in page


def test_the_sheet_asks_little(pharmacy, give, django_assert_max_num_queries):
    given = give()

    with django_assert_max_num_queries(14):
        pharmacy.get(sheet(given))


def test_the_panel_asks_little(pharmacy, give, visit, django_assert_max_num_queries):
    give()
    here = reverse("advice:of_patient", args=[visit.patient_id])

    with django_assert_max_num_queries(14):
        pharmacy.get(here, headers=HTMX)
