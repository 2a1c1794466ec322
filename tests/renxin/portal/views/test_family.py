import pytest

from renxin.journal.models import Entry
from renxin.portal.handles import handle_of
from renxin.portal.models import Proxy
from renxin.voice.models import Message
from tests.cast import enrolled, reached
from tests.renxin.portal.conftest import code_in, page, press, said


@pytest.fixture
def father(dongyuan):
    father = enrolled(dongyuan, "P-7", "王建国")
    reached(father, "+8613900000007")
    return father


def add(phone):
    press(phone, "family_new", number="13900000007")
    return press(phone, "family_code", code=code_in(Message.objects.latest("pk")))


def test_a_code_to_their_phone_is_their_yes(phone, father):
    add(phone)

    assert "王建国" in said(page(phone, "family"))
    assert Entry.objects.get(fact="portal.proxy_given").patient_id == father.pk


def test_without_the_code_nobody_is_added(phone, father):
    press(phone, "family_new", number="13900000007")

    press(phone, "family_code", code="000000x")

    assert not Proxy.objects.exists()


def test_a_number_nobody_has_adds_nobody(phone):
    answer = add(phone)

    assert answer.status_code == 422


def test_it_can_be_about_another_of_them(phone, father):
    add(phone)

    press(phone, "choose", patient=handle_of(father))

    assert "王建国" in page(phone, "home").content.decode()


def test_and_they_are_let_go_again(phone, father):
    add(phone)

    press(phone, "family_end", handle_of(Proxy.objects.get()))

    assert "王建国" not in said(page(phone, "family"))


def test_a_stranger_cannot_be_chosen(phone, father):
    assert press(phone, "choose", patient=handle_of(father)).status_code == 404
