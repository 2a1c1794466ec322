"""Two doctors at two screens: one refers on the keyboard alone, the other answers."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renxin.referrals.kinds import Step
from renxin.referrals.models import Referral
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.referrals.made import referred

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def li(doctor_li):
    doctor_li.language = Language.EN
    doctor_li.save()
    return doctor_li


@pytest.fixture
def sun(dongyuan):
    sun = employed("sun", "孙一禾", Role.DOCTOR, dongyuan)
    sun.language = Language.EN
    sun.save()
    return sun


def at_referrals(page):
    page.goto("/referrals/")
    return page


def refer(page, patient, whom, question):
    """From the patient's page, on the keyboard alone."""
    page.goto(f"/patients/{patient.pk}/")
    page.keyboard.press("f")
    page.get_by_label("To whom").select_option(label=whom)
    page.get_by_label("Clinical reason").fill("46 自发痛三天，叩痛")
    page.get_by_label("What you want to know").fill(question)
    page.get_by_label("What you want to know").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Referred").first).to_be_visible()


def test_from_asking_to_the_answer_on_two_screens(sit_down, li, sun, wang_fang):
    here, there = sit_down(li), at_referrals(sit_down(sun))
    there.evaluate("window.was_loaded_once = true")

    refer(here, wang_fang, "孙一禾", "能否保留？")

    expect(there.get_by_text("能否保留？")).to_be_visible()
    there.keyboard.press("1")
    expect(there.get_by_text("To be seen").first).to_be_visible()
    here.goto("/referrals/")
    expect(here.locator(".side")).to_contain_text("To be seen")

    there.keyboard.press("1")
    expect(here.locator(".side")).to_contain_text("To be reported back")
    expect(there.get_by_text("To be reported back").first).to_be_visible()

    there.keyboard.press("1")
    there.get_by_label("What they found").fill("46 不可复性牙髓炎")
    there.get_by_label("What should happen next").fill("根管治疗，分三次")
    there.get_by_role("button", name="Report back").click()
    expect(there.get_by_text("Nobody waits for an answer")).to_be_visible()

    expect(here.locator(".side")).to_contain_text("Reported back")
    here.locator(".side").get_by_role("link", name="王芳").click()
    expect(here.get_by_text("根管治疗，分三次")).to_be_visible()
    assert there.evaluate("window.was_loaded_once")
    assert Referral.objects.get().step() == Step.OVER


def test_a_no_is_said_with_a_day_and_the_sender_sees_it(
    sit_down, li, sun, wang_fang, dongyuan
):
    referred(wang_fang, dongyuan, by=li, to=sun, at=timezone.now())
    there = at_referrals(sit_down(sun))

    there.keyboard.press("3")
    there.get_by_label("In words, for the sender").fill("两周内没有空")
    there.keyboard.press("Enter")
    expect(there.get_by_text("Nobody waits for an answer")).to_be_visible()

    here = at_referrals(sit_down(li))
    expect(here.locator(".side")).to_contain_text("Not accepted")
    assert Referral.objects.get().decline.promise.owner == li
