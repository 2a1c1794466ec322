import pytest

from tests.cast import signed_in


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


def test_one_more_phone_is_kept(desk, wang_fang):
    desk.post(
        f"/patients/{wang_fang.pk}/phones/",
        {"phone": "+86 139-1111-5678", "whose": "SPOUSE"},
    )

    values = {r.contact_point.value for r in wang_fang.reaches.all()}
    assert values == {"+8613812342207", "+8613911115678"}


def test_no_phone_is_refused_with_the_reason(desk, wang_fang):
    refused = desk.post(f"/patients/{wang_fang.pk}/phones/", {"phone": "62345678"})

    assert refused.status_code == 422
    assert "area code" in refused.content.decode()


def test_a_phone_is_given_up_for_this_patient_alone(desk, wang_fang, xiaodou):
    reach = wang_fang.reaches.get()

    desk.post(f"/patients/{wang_fang.pk}/phones/{reach.pk}/ending/")

    assert not wang_fang.reaches.filter(ended_at=None).exists()
    assert xiaodou.reaches.filter(ended_at=None).exists()


def test_another_patients_phone_is_not_ended_here(desk, wang_fang, xiaodou):
    reach = wang_fang.reaches.get()

    address = f"/patients/{xiaodou.pk}/phones/{reach.pk}/ending/"

    assert desk.post(address).status_code == 404
