import pytest

from renxin.outreach.models import Introduction
from renxin.patients.models import Patient, Relation
from tests.cast import enrolled, signed_in

FORM = {
    "name": "单小明",
    "document_kind": "IDENTITY_CARD",
    "document_number": "990101199003070015",
    "phone": "139 1111 5678",
    "method": "PAPER",
}


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


def send(client, **fields):
    return client.post("/patients/new/", FORM | fields)


def test_a_card_a_name_and_a_phone_are_enough(desk):
    answer = send(desk)

    patient = Patient.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/patients/{patient.pk}/"
    assert (patient.sex, str(patient.birth_on)) == ("MALE", "1990-03-07")


def test_sent_twice_with_one_key_it_acts_once(desk):
    first = send(desk, idempotency_key="one")
    second = send(desk, idempotency_key="one")

    assert Patient.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_from_a_script_the_way_on_is_a_header(desk):
    answer = desk.post("/patients/new/", FORM, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == f"/patients/{Patient.objects.get().pk}/"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"document_number": "990101199003070019"}, "One digit of the card"),
        ({"phone": "160 1111 5678"}, "No mobile number begins with 160"),
        ({"name": "王" * 300}, "at most 50 characters; this one has 300"),
        ({"birth_on": "1990-03-08"}, "The card says 1990-03-07"),
        ({"birth_on": "31.31.1990", "document_number": ""}, "valid date"),
        ({"birth_on": "2090-01-01", "document_number": ""}, "lies in the future"),
        ({"document_kind": "NONE"}, "Say why there is no document"),
        ({"agreed": ["CARE"]}, "Say where the proof is"),
        ({"document_number": "", "birth_on": "2020-01-01"}, "A child needs a guardian"),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_is_kept(desk, fields, sentence):
    answer = send(desk, channel="小红书", allergies="青霉素", **fields)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert "青霉素" in shown
    assert '<option value="小红书" selected' in shown
    assert (FORM | fields)["phone"] in shown
    assert not Patient.objects.exists()


def test_a_card_on_file_says_whose_it_is(desk):
    send(desk)

    answer = send(desk, name="单明")

    assert answer.status_code == 422
    assert "already on file" in answer.content.decode()
    assert Patient.objects.count() == 1


def test_a_card_known_elsewhere_shows_nothing_until_it_is_asked_for(
    client, desk, outsider_zhao
):
    send(desk)
    known = Patient.objects.get()
    signed_in(client, outsider_zhao)

    refused = send(client, name="单明")
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert known.number not in shown
    assert 'name="welcome"' in shown

    brought = send(client, name="单明", welcome="1")
    assert brought["Location"] == f"/patients/{known.pk}/"
    assert known in Patient.objects.visible_to(outsider_zhao)
    assert Patient.objects.count() == 1


def test_a_child_on_the_mothers_phone_needs_nothing_more(desk, wang_fang):
    send(
        desk,
        name="王小明",
        document_number="",
        birth_on="2020-01-01",
        phone="13812342207",
    )

    relation = Relation.objects.get()
    assert (relation.person, relation.kind) == (wang_fang, "MOTHER")
    assert relation.is_guardian


def test_whoever_brought_them_is_remembered(desk, wang_fang):
    send(desk, introduced_by=wang_fang.pk)

    assert Introduction.objects.get().by_patient == wang_fang


def test_nobody_of_another_clinic_can_be_slipped_in(desk, hexi):
    stranger = enrolled(hexi, "9", "陌生人")

    send(desk, introduced_by=stranger.pk, whose=f"{stranger.pk}:MOTHER")

    assert not Introduction.objects.exists()
    assert not Relation.objects.exists()


def test_fields_of_the_record_that_the_form_does_not_ask_for_cannot_be_set(desk):
    send(desk, number="1", merged_into="1", restricted_at="2026-01-01", version="9")

    patient = Patient.objects.get()
    assert patient.number != "1"
    assert patient.version == 1
    assert patient.restricted_at is None


def test_what_is_typed_so_far_is_read_without_being_kept(desk, wang_fang):
    answer = desk.post("/patients/drafts/", FORM | {"phone": "13812342207"})

    shown = answer.content.decode()
    assert "王芳" in shown
    assert "same phone" in shown
    assert 'value="1990-03-07"' in shown
    assert Patient.objects.count() == 1


def test_a_draft_takes_few_queries(desk, wang_fang, django_assert_max_num_queries):
    typed = FORM | {"phone": "13812342207", "birth_on": "1992-05-17"}

    with django_assert_max_num_queries(15):  # with its transaction's own three
        desk.post("/patients/drafts/", typed)


def test_the_finder_offers_whoever_may_have_brought_them(desk, wang_fang):
    answer = desk.post("/patients/introducers/", {"introducer": "wf"})

    assert f'value="{wang_fang.pk}"' in answer.content.decode()


def test_a_marketer_registers_nobody(client, greeter_lin, dongyuan):
    greeter_lin.posts.update(role="MARKETER")
    signed_in(client, greeter_lin)

    assert send(client).status_code == 403
    assert not Patient.objects.exists()
