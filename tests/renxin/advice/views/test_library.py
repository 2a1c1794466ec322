import pytest
from django.urls import reverse

from renxin.advice.forms import DraftForm
from renxin.advice.models import AdviceApproval, AdviceText, AdviceWithdrawal
from tests.renxin.advice.views.conftest import HTMX, desk_of


def of_text(name, text):
    return reverse(f"advice:{name}", args=[text.pk])


@pytest.fixture
def written(texts):
    """The antibiotic as the form would send it, with a title of one's own."""
    told = DraftForm.first(texts["antibiotic"])
    return told | {"has_dose": "on", "title_en": "Antibiotics at Dongyuan"}


def test_all_of_it_waits_for_a_doctor_at_first(surgery, texts):
    page = surgery.get(reverse("advice:index")).content.decode()

    assert f"{len(texts)} texts are drafts" in page
    assert "After scaling" in page


def test_a_doctor_reads_both_languages_and_answers_for_them(
    surgery, texts, doctor_li, dongyuan
):
    text = texts["antibiotic"]

    page = surgery.get(of_text("text", text)).content.decode()
    surgery.post(of_text("approval", text))

    assert "感觉好了也不要自己停" in page
    assert "Do not stop by yourself" in page
    approval = AdviceApproval.objects.holding(dongyuan).get()
    assert (approval.text, approval.by) == (text, doctor_li)
    assert "approved by 李予安" in surgery.get(of_text("text", text)).content.decode()


def test_approved_twice_it_is_said_on_the_page(surgery, texts):
    surgery.post(of_text("approval", texts["antibiotic"]))

    answer = surgery.post(of_text("approval", texts["antibiotic"]))

    assert answer.status_code == 422
    assert "approved here already" in answer.content.decode()


def test_a_pharmacist_writes_the_next_version_and_a_doctor_approves_it(
    pharmacy, surgery, texts, approval, written, dongyuan
):
    before = texts["antibiotic"]
    answer = pharmacy.post(of_text("next", before), written)

    text = AdviceText.objects.get(topic="antibiotic", version=2)
    assert answer["Location"] == of_text("text", text)
    assert AdviceApproval.objects.holding(dongyuan).get().text == before
    assert pharmacy.post(of_text("approval", text)).status_code == 403

    surgery.post(of_text("approval", text))
    assert AdviceApproval.objects.holding(dongyuan).get().text == text


def test_a_doctor_does_not_approve_their_own(surgery, texts, written):
    surgery.post(of_text("next", texts["antibiotic"]), written)
    text = AdviceText.objects.get(version=2)

    answer = surgery.post(of_text("approval", text))

    assert answer.status_code == 422
    assert "a second person" in answer.content.decode()
    assert not AdviceApproval.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"words_zh": "保证治好。"}, "保证治好"),
        ({"words_en": ""}, "This field is required"),
        ({"call_en": "\n \n"}, "This field is required"),
    ],
)
def test_what_cannot_be_written_is_said_on_the_form(
    pharmacy, texts, written, changes, said
):
    answer = pharmacy.post(reverse("advice:new"), written | changes)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AdviceText.objects.exclude(clinic=None).exists()


def test_a_new_matter_is_written_for_this_clinic(pharmacy, written, dongyuan):
    pharmacy.post(reverse("advice:new"), written)

    assert AdviceText.objects.get(title_en="Antibiotics at Dongyuan").version == 1


def test_it_is_withdrawn_with_a_reason(surgery, approval):
    here = of_text("withdrawal", approval.text)

    assert surgery.get(here, headers=HTMX).status_code == 200
    assert surgery.post(here, {"why": ""}, headers=HTMX).status_code == 422
    answer = surgery.post(here, {"why": "药典更新"}, headers=HTMX)

    assert "advice-changed" in answer["HX-Trigger"]
    assert AdviceWithdrawal.objects.get().why == "药典更新"
    page = surgery.get(of_text("text", approval.text)).content.decode()
    assert "药典更新" in page


def test_what_another_clinic_wrote_is_not_there(
    pharmacy, texts, written, outsider_zhao
):
    pharmacy.post(of_text("next", texts["antibiotic"]), written)
    outsider_zhao.posts.update(role="DOCTOR")
    desk, text = desk_of(outsider_zhao), AdviceText.objects.get(version=2)

    assert desk.get(of_text("text", text)).status_code == 404
    for name in ("approval", "next", "withdrawal"):
        assert desk.post(of_text(name, text)).status_code == 404
    assert "Dongyuan" not in desk.get(reverse("advice:index")).content.decode()


def test_the_library_asks_little(surgery, approval, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        surgery.get(reverse("advice:index"))


def test_a_text_asks_little(surgery, approval, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        surgery.get(of_text("text", approval.text))
