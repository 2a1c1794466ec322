import pytest

from renxin.staff.roles import Role
from tests.cast import employed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def zhou(dongyuan):
    return employed("zhou", "周宁", Role.SYSTEM_ADMIN, dongyuan)


def holds_a_key(page):
    """A passkey device that always says yes, as a finger on the sensor does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def test_a_wrong_password_is_said_beside_the_form(desk, zhou):
    page = desk()
    page.goto("/accounts/login/")

    page.fill("[name=login]", "zhou")
    page.fill("[name=password]", "not it")
    page.click("button[type=submit] >> nth=0")

    assert page.locator(".refusal").is_visible()
    assert page.input_value("[name=login]") == "zhou"


def test_a_passkey_is_added_and_then_opens_the_door(desk, zhou):
    page = desk()
    holds_a_key(page)
    page.goto("/accounts/login/?next=/look/")
    page.fill("[name=login]", "zhou")
    page.fill("[name=password]", "a quiet morning")
    page.click("button[type=submit] >> nth=0")
    page.wait_for_url("**/accounts/2fa/")

    page.click("a[href='/accounts/2fa/webauthn/add/']")
    page.fill("[name=name]", "前台")
    page.check("[name=passwordless]")
    page.click("pass-key button")
    page.wait_for_url(lambda address: "webauthn/add" not in address)
    page.goto("/look/")
    page.wait_for_url("**/look/")

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/look/")
    page.click("pass-key button")
    page.wait_for_url("**/look/")
    assert page.complaints == []


def test_a_refused_passkey_is_said_in_words(desk, zhou):
    page = desk(language="en")
    page.goto("/accounts/login/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")

    page.route("**/accounts/2fa/webauthn/login/", lambda route: route.abort())
    page.click("pass-key button")

    page.wait_for_selector("#toasts .is-refused")
    assert "passkey was not accepted" in page.inner_text("#toasts")
