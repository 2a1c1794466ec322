"""Anyone is found from anywhere, and the page says who they are."""

import pytest
from playwright.sync_api import expect

from renxin.staff.models import Look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("typed", ["wf", "王芳", "wangfang", "2207", "20260001"])
def test_a_patient_is_opened_from_any_page_without_a_mouse(
    at_desk, greeter_lin, wang_fang, typed
):
    page = at_desk(greeter_lin)
    page.goto("/patients/new/")
    page.locator("body").press("Control+k")

    page.keyboard.type(typed)
    page.wait_for_selector("[role=option][aria-selected=true]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/patients/{wang_fang.pk}/")

    expect(page.get_by_role("heading", level=1)).to_have_text("王芳")


def test_the_change_page_is_one_arrow_away(at_desk, greeter_lin, wang_fang):
    page = at_desk(greeter_lin)
    page.goto("/patients/")
    page.locator("body").press("Control+k")
    page.keyboard.type("wf")
    page.wait_for_selector("[role=option][aria-selected=true]")

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/patients/{wang_fang.pk}/edit/")
    assert page.locator("[name=name]").input_value() == "王芳"


def test_nobody_called_that_says_so(at_desk, greeter_lin, wang_fang):
    page = at_desk(greeter_lin)
    page.goto("/patients/")
    page.locator("body").press("Control+k")

    page.keyboard.type("zzz")

    expect(page.locator("#finder-results")).to_contain_text("zzz")


def test_a_whole_number_shows_only_when_asked_for(at_desk, greeter_lin, wang_fang):
    page = at_desk(greeter_lin)
    page.goto(f"/patients/{wang_fang.pk}/")
    assert "13812342207" not in page.content()

    page.get_by_role("button", name="看号码").press("Enter")

    expect(page.locator(".mask").first).to_have_text("13812342207")
    page.reload()
    assert "13812342207" not in page.content()
    assert Look.objects.filter(what="REVEAL").count() == 1


def test_the_page_brings_family_and_consents_a_moment_later(
    at_desk, greeter_lin, wang_fang, xiaodou
):
    page = at_desk(greeter_lin)
    page.goto(f"/patients/{wang_fang.pk}/")

    expect(page.locator("#aside")).to_contain_text("王小豆")
    page.locator("#consents summary").first.press("Enter")
    page.locator("#proof-CARE").fill("表 17")
    page.get_by_role("button", name="同意", exact=True).first.press("Enter")

    expect(page.locator("#consents summary").first).to_have_text("撤回")
    assert wang_fang.consents.get().purpose == "CARE"
