import pytest

from renxin.desk.models import Receipt
from renxin.patients.models import IdentityDocument
from renxin.staff.models import Look
from tests.cast import signed_in


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


@pytest.fixture
def card(wang_fang):
    return IdentityDocument.objects.create(
        patient=wang_fang,
        kind="IDENTITY_CARD",
        sealed=IdentityDocument.sealed_of("11010519491231002X"),
        index=b"0" * 16,
        masked="110105********002X",
    )


def ask(client, patient, what):
    address = f"/patients/{patient.pk}/reveal/"
    return client.post(address, {"what": what, "idempotency_key": ""})


def test_a_whole_phone_is_shown_once_and_the_asking_is_written_down(
    desk, wang_fang, english_desk
):
    reach = wang_fang.reaches.get()

    answer = ask(desk, wang_fang, f"phone:{reach.pk}")

    look = Look.objects.get()
    assert answer.content.decode().strip() == "13812342207"
    assert answer["Cache-Control"] == "no-store"
    assert (look.what, look.particulars) == ("REVEAL", f"phone:{reach.pk}")


def test_a_whole_document_number_is_shown_the_same_way(desk, wang_fang, card):
    answer = ask(desk, wang_fang, f"document:{card.pk}")

    assert answer.content.decode().strip() == "11010519491231002X"


def test_no_receipt_keeps_the_number(desk, wang_fang):
    ask(desk, wang_fang, f"phone:{wang_fang.reaches.get().pk}")

    assert not Receipt.objects.exists()


def test_another_patients_number_is_not_shown_under_this_ones_name(
    desk, wang_fang, xiaodou, card
):
    assert ask(desk, xiaodou, f"document:{card.pk}").status_code == 404
    assert ask(desk, xiaodou, f"phone:{wang_fang.reaches.get().pk}").status_code == 404
    assert not Look.objects.exists()


@pytest.mark.parametrize("what", ["", "phone:", "phone:x", "phone:0", "x:1"])
def test_what_nobody_can_make_out_is_not_there(desk, wang_fang, what):
    assert ask(desk, wang_fang, what).status_code == 404


def test_who_may_not_see_numbers_does_not(client, wang_fang, greeter_lin):
    greeter_lin.posts.update(role="ASSISTANT")
    signed_in(client, greeter_lin)

    answer = ask(client, wang_fang, f"phone:{wang_fang.reaches.get().pk}")

    assert answer.status_code == 403
    assert not Look.objects.exists()


def test_nobody_asks_for_another_clinics_number(client, wang_fang, outsider_zhao):
    signed_in(client, outsider_zhao)

    answer = ask(client, wang_fang, f"phone:{wang_fang.reaches.get().pk}")

    assert answer.status_code == 404
