import pytest

from renxin.patients.models import Merge
from tests.cast import enrolled, signed_in


@pytest.fixture
def desk(client, manager_gu):
    manager_gu.language = "en"
    manager_gu.save()
    return signed_in(client, manager_gu)


@pytest.fixture
def fang_again(dongyuan, wang_fang):
    return enrolled(dongyuan, "20260009", "王芳", birth_on=wang_fang.birth_on)


def send(client, patient, **fields):
    return client.post(f"/patients/{patient.pk}/merges/", fields)


def test_likely_doubles_are_offered_with_the_reason(desk, wang_fang, fang_again):
    shown = desk.get(f"/patients/{wang_fang.pk}/merges/").content.decode()

    assert f'value="{fang_again.pk}"' in shown
    assert "same name, same birthday" in shown


def test_any_other_record_can_be_found(desk, wang_fang, xiaodou):
    page = desk.post(f"/patients/{wang_fang.pk}/merges/", {"q": "wxd"})
    shown = page.content.decode()

    assert f'value="{xiaodou.pk}"' in shown


def test_two_records_are_joined_and_parted(desk, wang_fang, fang_again):
    assert send(desk, wang_fang, merged=fang_again.pk).status_code == 302
    link = Merge.objects.get()

    desk.post(
        f"/patients/{wang_fang.pk}/merges/{link.pk}/parting/", {"reason": "两个人"}
    )

    fang_again.refresh_from_db()
    assert fang_again.merged_into is None


def test_parting_needs_a_reason(desk, wang_fang, fang_again):
    send(desk, wang_fang, merged=fang_again.pk)
    address = f"/patients/{wang_fang.pk}/merges/{Merge.objects.get().pk}/parting/"

    assert desk.post(address, {"reason": " "}).status_code == 422


def test_a_record_with_itself_is_refused_in_words(desk, wang_fang):
    refused = send(desk, wang_fang, merged=wang_fang.pk)

    assert refused.status_code == 422
    assert "one and the same" in refused.content.decode()


def test_nobody_of_another_clinic_is_merged(desk, wang_fang, hexi):
    stranger = enrolled(hexi, "9", "王芳")

    assert send(desk, wang_fang, merged=stranger.pk).status_code == 404
    assert send(desk, wang_fang, merged="x").status_code == 404
    assert not Merge.objects.exists()


def test_the_front_desk_does_not_merge(client, wang_fang, fang_again, greeter_lin):
    signed_in(client, greeter_lin)

    assert send(client, wang_fang, merged=fang_again.pk).status_code == 403
