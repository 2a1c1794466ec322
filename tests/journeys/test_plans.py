"""A plan at a desk: a doctor writes it, the patient signs, the sittings are booked."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renxin.booking.models import Appointment
from renxin.clinics.models import Chair
from renxin.plans.models import Acceptance
from renxin.promises.models import Promise
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from tests.journeys.tomorrow import TOMORROW, clock
from tests.journeys.written_plan import draw, offer, publish_a_crown, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def li(doctor_li, dongyuan, manager_gu):
    """At work for two weeks; a crown is in the published list."""
    doctor_li.language = Language.EN
    doctor_li.save()
    chair = Chair.objects.create(clinic=dongyuan, name="1 号椅")
    for days in (0, 7):
        Shift.objects.create(
            staff=doctor_li,
            clinic=dongyuan,
            chair=chair,
            role=Role.DOCTOR,
            during=span(clock(9, days=days), clock(18, days=days)),
        )
    publish_a_crown(dongyuan, by=manager_gu, at=timezone.now())
    return doctor_li


def test_a_doctor_writes_the_patient_signs_and_the_sittings_are_booked(
    at_desk, li, wang_fang
):
    page = at_desk(li)
    write(page, wang_fang)
    page.get_by_role("button", name="Show it to the patient").click()
    expect(page.get_by_role("alert")).to_contain_text("has not consented")

    offer(page, "Another way", "树脂充填，价格较低")
    offer(page, "No treatment", "不治疗：缺损会继续扩大")
    page.get_by_role("button", name="Show it to the patient").click()
    page.get_by_role("button", name="I agree to what is ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("Sign in the box first")

    draw(page)
    page.get_by_role("button", name="I agree to what is ticked").click()
    expect(page.get_by_role("img", name="Signature")).to_be_visible()
    assert Acceptance.objects.get().signer_name == "王芳"
    assert Promise.objects.open().count() == 1

    page.get_by_role("link", name="Back to the desk").click()
    page.get_by_role("link", name="Book 全瓷冠").click()
    page.get_by_label("First day").fill(str(TOMORROW))
    page.get_by_role("button", name="Look for times").click()
    page.get_by_role("button", name="Book them all").click()

    expect(page.locator("h1")).to_have_text("右下后牙缺损")
    assert Appointment.objects.filter(patient=wang_fang).count() == 2
    assert not Promise.objects.open().exists()


def test_the_patient_reads_their_own_language_and_nothing_of_the_desk(
    at_desk, li, wang_fang
):
    page = at_desk(li)
    write(page, wang_fang)
    offer(page, "Another way", "树脂充填")
    offer(page, "No treatment", "缺损会扩大")
    page.get_by_role("button", name="Show it to the patient").click()

    page.get_by_role("link", name="中文").click()

    expect(page.locator("h1")).to_contain_text("您的治疗方案")
    expect(page.locator("nav.rail")).to_have_count(0)
