import pytest

from renxin.staff.roles import Role
from tests.cast import employed
from tests.web.conftest import DESK, PHONE, faults, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENTRANCE = ("/accounts/login/", "/nowhere/")
LANGUAGES = ("zh-hans", "en")
WAYS = [(light, size) for light in ("light", "dark") for size in (DESK, PHONE)]


def misfits(page):
    """What is wrong with a page that is turned to each size and light."""
    for light, (width, height) in WAYS:
        page.emulate_media(color_scheme=light)
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{light} {width}: {fault}" for fault in faults(page))
        if scrolls_sideways(page):
            yield f"{light} {width}: scrolls sideways"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ENTRANCE)
def test_everyone_can_read_and_use_the_entrance(desk, address, language):
    page = desk(language=language, bypass=True)

    page.goto(address)

    assert list(misfits(page)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyone_can_read_and_use_every_part(desk, dongyuan, language):
    zhou = employed("zhou", "周宁", Role.SYSTEM_ADMIN, dongyuan)
    page = desk(zhou, language=language, bypass=True)

    page.goto("/look/")

    assert list(misfits(page)) == []


def test_no_page_breaks_the_policy(desk, dongyuan):
    zhou = employed("zhou", "周宁", Role.SYSTEM_ADMIN, dongyuan)
    page = desk(zhou)

    for address in ("/look/", "/accounts/2fa/", "/accounts/password/change/"):
        assert page.goto(address).ok, address

    assert page.complaints == []


def test_the_chosen_light_is_worn_at_once_and_kept(desk, dongyuan):
    zhou = employed("zhou", "周宁", Role.SYSTEM_ADMIN, dongyuan)
    page = desk(zhou)
    page.goto("/look/")

    page.click(".rail .me > summary")
    with page.expect_response("**/me/theme/"):
        page.click(".rail theme-choice button[value=dark]")

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    zhou.refresh_from_db()
    assert zhou.theme == "dark"


def test_the_finder_is_one_key_away_and_escape_leads_back(desk, dongyuan):
    page = desk(employed("zhou", "周宁", Role.SYSTEM_ADMIN, dongyuan))
    page.goto("/look/")

    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "finder"
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.id") != "finder"


def test_the_keys_are_listed_on_a_question_mark(desk, dongyuan):
    page = desk(employed("zhou", "周宁", Role.SYSTEM_ADMIN, dongyuan))
    page.goto("/accounts/2fa/")

    page.keyboard.press("?")

    assert page.locator("#keys").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("#keys").get_attribute("open") is None
