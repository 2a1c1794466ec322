import re

import pytest

from renxin.patients.models import Patient
from tests.cast import signed_in


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


def typed(patient, **fields):
    known = {
        "name": patient.name,
        "sex": patient.sex,
        "birth_on": str(patient.birth_on),
        "version": patient.version,
    }
    return known | fields


def send(client, patient, **fields):
    return client.post(f"/patients/{patient.pk}/edit/", typed(patient, **fields))


def test_a_change_is_kept_and_leads_back_to_the_page(desk, wang_fang):
    answer = send(desk, wang_fang, allergies="青霉素")

    wang_fang.refresh_from_db()
    assert answer.status_code == 302
    assert (wang_fang.allergies, wang_fang.version) == ("青霉素", 2)


def test_an_error_keeps_what_was_typed(desk, wang_fang):
    answer = send(desk, wang_fang, name="", allergies="青霉素")

    assert answer.status_code == 422
    assert "青霉素" in answer.content.decode()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"birth_on": "2126-01-01"}, "The date of birth lies in the future."),
        ({"died_on": "2126-01-01"}, "The date of death lies in the future."),
        (
            {"died_on": "1992-05-16"},
            "The date of death lies before the date of birth.",
        ),
    ],
)
def test_days_no_life_has_are_refused_where_they_were_typed(
    desk, wang_fang, days, sentence
):
    answer = send(desk, wang_fang, **days)

    kept = Patient.objects.get()
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (str(kept.birth_on), kept.died_on, kept.version) == ("1992-05-17", None, 1)


def test_two_people_at_once_lose_nothing(desk, wang_fang):
    mine = typed(wang_fang, allergies="青霉素", payer="自费")
    send(desk, wang_fang, allergies="头孢", address="东路 1 号")

    answer = desk.post(f"/patients/{wang_fang.pk}/edit/", mine)

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "青霉素" in shown
    assert "头孢" in shown
    wang_fang.refresh_from_db()
    assert wang_fang.allergies == "头孢"


def test_the_comparison_leans_to_whoever_changed_the_field(desk, wang_fang):
    mine = typed(wang_fang, allergies="青霉素")
    send(desk, wang_fang, payer="自费")

    differences = desk.post(f"/patients/{wang_fang.pk}/edit/", mine).context[
        "differences"
    ]

    assert {one.name: one.is_mine_newer for one in differences} == {
        "allergies": True,
        "payer": False,
    }


def test_what_was_chosen_field_by_field_is_what_is_kept(desk, wang_fang):
    mine = typed(wang_fang, allergies="青霉素", payer="医保")
    send(desk, wang_fang, allergies="头孢", payer="自费")
    shown = desk.post(f"/patients/{wang_fang.pk}/edit/", mine).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown))
    hidden.pop("idempotency_key")

    answer = desk.post(
        f"/patients/{wang_fang.pk}/edit/",
        hidden | {"side_allergies": "mine", "side_payer": "theirs"},
    )

    wang_fang.refresh_from_db()
    assert answer.status_code == 302
    assert (wang_fang.allergies, wang_fang.payer) == ("青霉素", "自费")
    assert (wang_fang.name, wang_fang.sex) == ("王芳", "FEMALE")


def test_what_the_form_does_not_ask_for_is_not_changed(desk, wang_fang, xiaodou):
    send(
        desk,
        wang_fang,
        number="X",
        merged_into=xiaodou.pk,
        registered_on="2000-01-01",
        restricted_at="2026-01-01",
        id=xiaodou.pk,
    )

    after = Patient.objects.get(pk=wang_fang.pk)
    assert (after.number, after.merged_into, after.restricted_at) == (
        "20260001",
        None,
        None,
    )


def test_nobody_changes_another_clinics_patient(client, wang_fang, outsider_zhao):
    signed_in(client, outsider_zhao)

    assert send(client, wang_fang, name="改名").status_code == 404
    wang_fang.refresh_from_db()
    assert wang_fang.name == "王芳"


def test_who_may_only_see_may_not_change(client, wang_fang, greeter_lin):
    greeter_lin.posts.update(role="STATION")
    signed_in(client, greeter_lin)

    assert send(client, wang_fang, name="改名").status_code == 403
