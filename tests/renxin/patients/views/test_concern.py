import pytest

from renxin.patients.models import Concern
from tests.cast import signed_in


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


def note(client, patient, **fields):
    said = {"kind": "FEAR", "level": "7", "note": "怕打麻药"} | fields
    return client.post(f"/patients/{patient.pk}/concerns/", said)


def test_what_weighs_on_them_is_written_down(desk, wang_fang):
    assert note(desk, wang_fang).status_code == 302

    concern = wang_fang.concerns.get()
    assert (concern.kind, concern.level, concern.note) == ("FEAR", 7, "怕打麻药")


@pytest.mark.parametrize("fields", [{"kind": "X"}, {"level": "11"}, {"level": "-1"}])
def test_what_makes_no_sense_is_refused(desk, wang_fang, fields):
    assert note(desk, wang_fang, **fields).status_code == 422
    assert not Concern.objects.exists()


def test_a_concern_can_be_resolved(desk, wang_fang):
    note(desk, wang_fang)
    concern = wang_fang.concerns.get()

    desk.post(f"/patients/{wang_fang.pk}/concerns/{concern.pk}/ending/")

    concern.refresh_from_db()
    assert concern.ended_at


def test_another_patients_concern_is_not_ended_here(desk, wang_fang, xiaodou):
    note(desk, wang_fang)
    concern = wang_fang.concerns.get()

    address = f"/patients/{xiaodou.pk}/concerns/{concern.pk}/ending/"

    assert desk.post(address).status_code == 404
