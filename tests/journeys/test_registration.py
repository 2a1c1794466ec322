"""The front desk takes people in with both hands on the keyboard."""

import re
import time
from datetime import date

import pytest
from playwright.sync_api import expect

from renxin.patients.models import Patient, Relation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HALF_A_MINUTE = 30
A_PATIENT = re.compile(r"/patients/\d+/$")


def enter(page, text=""):
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_patient_is_registered_on_the_keyboard_within_half_a_minute(
    at_desk, greeter_lin
):
    page = at_desk(greeter_lin)
    page.goto("/patients/")
    started = time.monotonic()
    page.keyboard.press("Escape")
    page.locator("body").press("Control+k")
    page.keyboard.type("dengji")
    page.wait_for_selector("[role=option][data-href='/patients/new/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/patients/new/")

    expect(page.locator("#id_name")).to_be_focused()
    enter(page, "单小明")
    enter(page)
    enter(page, "990101199003070015")
    expect(page.locator("#id_birth_on")).to_have_value("1990-03-07")
    expect(page.locator("#id_sex")).to_have_value("MALE")
    for typed in ("", "", "13911115678", "", "", "", "青霉素"):
        enter(page, typed)
    page.wait_for_url(A_PATIENT)

    assert time.monotonic() - started < HALF_A_MINUTE
    patient = Patient.objects.get()
    assert (patient.name, patient.allergies) == ("单小明", "青霉素")
    assert patient.reaches.get().contact_point.value == "+8613911115678"


def test_whoever_is_on_file_shows_beside_while_typing(at_desk, greeter_lin, wang_fang):
    page = at_desk(greeter_lin)
    page.goto("/patients/new/")

    page.fill("#id_name", "王芳")

    link = page.get_by_role("link", name="就是这位")
    expect(link).to_have_attribute("href", f"/patients/{wang_fang.pk}/")


def test_a_child_on_the_mothers_phone_becomes_her_family(
    at_desk, greeter_lin, wang_fang
):
    page = at_desk(greeter_lin)
    page.goto("/patients/new/")
    page.fill("#id_name", "王小明")
    page.fill("#id_birth_on", "2020-1-1")
    page.fill("#id_phone", "+86 138-1234-2207")
    expect(page.locator("#id_whose")).to_have_value(f"{wang_fang.pk}:MOTHER")

    page.locator("#id_phone").press("Control+Enter")
    page.wait_for_url(A_PATIENT)

    relation = Relation.objects.get()
    assert (relation.person, relation.of.name) == (wang_fang, "王小明")
    assert relation.of.birth_on == date(2020, 1, 1)


def test_a_slip_keeps_everything_that_was_typed(at_desk, greeter_lin):
    page = at_desk(greeter_lin)
    page.goto("/patients/new/")
    page.fill("#id_name", "单小明")
    page.fill("#id_allergies", "青霉素")
    page.fill("#id_phone", "160 1111 5678")

    page.locator("#id_phone").press("Control+Enter")

    expect(page.locator("#id_phone")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_phone")).to_be_focused()
    expect(page.locator("#id_allergies")).to_have_value("青霉素")
    assert not Patient.objects.exists()


def test_pressed_twice_it_acts_once(at_desk, greeter_lin):
    page = at_desk(greeter_lin)
    page.goto("/patients/new/")
    page.fill("#id_name", "单小明")

    page.get_by_role("button", name="登记").dblclick()
    expect(page).to_have_url(A_PATIENT)

    assert Patient.objects.count() == 1


def test_two_people_change_one_record_and_neither_loses_a_word(
    at_desk, greeter_lin, doctor_li, wang_fang
):
    lin, li = at_desk(greeter_lin), at_desk(doctor_li)
    for page in (lin, li):
        page.goto(f"/patients/{wang_fang.pk}/edit/")
    lin.fill("#id_allergies", "青霉素")
    lin.locator("#id_allergies").press("Control+Enter")
    lin.wait_for_url(f"**/patients/{wang_fang.pk}/")

    li.fill("#id_payer", "自费")
    li.locator("#id_payer").press("Control+Enter")
    li.get_by_role("button", name="保存我选的").press("Enter")
    li.wait_for_url(f"**/patients/{wang_fang.pk}/")

    wang_fang.refresh_from_db()
    assert (wang_fang.allergies, wang_fang.payer) == ("青霉素", "自费")
