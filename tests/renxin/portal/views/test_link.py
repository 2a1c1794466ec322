from datetime import timedelta

import pytest

from renxin.portal.models import Key, PhoneSession
from tests.renxin.portal.conftest import AT, page, press


@pytest.fixture
def secret(wang_fang):
    until = AT + timedelta(days=1)
    return Key.make(Key.Kind.LINK, wang_fang, None, at=AT, until=until)


def test_looking_at_a_link_opens_nothing_and_tells_no_name(client, secret):
    told = page(client, "link", secret).content.decode()

    assert "王*" in told
    assert "王芳" not in told
    assert not PhoneSession.objects.exists()


def test_one_press_opens_one_patients_pages(client, secret, xiaodou):
    press(client, "link", secret)

    told = page(client, "home").content.decode()
    assert "王芳" in told
    assert "王小豆" not in told


def test_a_key_taken_back_or_over_or_made_up_is_not_there(client, secret, now):
    assert page(client, "link", "made-up").status_code == 404

    now.move_to(AT + timedelta(days=1))
    assert press(client, "link", secret).status_code == 404

    now.move_to(AT)
    Key.objects.get().revoke(at=AT)
    assert press(client, "link", secret).status_code == 404


def test_a_link_of_who_has_died_is_not_there(client, secret, wang_fang):
    wang_fang.died_on = AT.date()
    wang_fang.save()

    assert page(client, "link", secret).status_code == 404
