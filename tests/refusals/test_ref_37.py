"""REF-37: a demonstration holds nobody real, and nothing it says leaves it."""

import re

import pytest

from renxin.demo import cli
from renxin.demo.identity import TEST_AREA
from renxin.demo.world import simulate
from renxin.patients.models import Patient
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.voice import channels
from renxin.voice.channels import SINK
from renxin.voice.kinds import Receipt
from renxin.voice.models import Dispatch, Outlet
from renxin.voice.models.outlet import MadeUpHouse, Typed
from tests.cast import NOON, TODAY
from tests.refusals import ways
from tests.refusals.ways import insert, refused, sql, to
from tests.renxin.voice.conftest import written
from tests.renxin.voice.views.test_outlet import TOLD

OUTLET = {"channel": "aliyun", "rank": 1, "settings": "{}", "hook": "k", "set_at": NOON}


@pytest.fixture
def demonstration(dongyuan):
    """Its people are made up, and one who is real was employed there since."""
    return Staff.objects.create_user(
        "made-up", "a quiet morning", name="林知远", is_made_up=True
    )


def test_on_a_page_no_channel_is_put_to_use_whoever_asks(demonstration, desk):
    answer = desk(Role.SYSTEM_ADMIN).post(to("voice:outlet", "aliyun"), TOLD)

    assert answer.status_code == 422
    assert "This is a demonstration" in answer.content.decode()
    assert channels.in_use()[0].name == SINK


def test_by_machine_no_channel_is_put_to_use_either(demonstration, person):
    typed = Typed("aliyun", {}, {"access_key_secret": "quiet"}, is_on=True)

    with pytest.raises(MadeUpHouse):
        Outlet.set_up(typed, by=person(Role.SYSTEM_ADMIN), at=NOON)


def test_by_machine_its_people_carry_numbers_no_authority_issues():
    people = simulate(7, 40, 1, TODAY).tables["people"].to_pylist()
    cards = [one for one in people if one["document_kind"] == "IDENTITY_CARD"]

    assert cards
    assert all(one["document"][:6] == TEST_AREA for one in cards if one["document"])


def test_by_machine_no_option_seeds_it_from_a_file_of_people():
    options = re.findall(r"--([a-z-]+)", cli._parser().format_usage())

    assert set(options) <= {
        "seed", "patients", "years", "until", "out", "replay", "clinic", "speed",
    }  # fmt: skip


def test_from_a_file_people_may_come_in_and_hear_nothing(
    demonstration, bring, dongyuan, settings, tmp_path
):
    settings.HOME = tmp_path
    bring("patient_id,name,phone\n7,许念,13800000007\n", "patients")
    patient = Patient.objects.get(name="许念")
    point = patient.reaches.get().contact_point
    written(patient, dongyuan, contact_point=point)

    ways.sent(None)

    assert Dispatch.objects.get().receipt == Receipt.RECORDED


def test_in_the_database_no_channel_is_put_to_use(demonstration, carer):
    with refused("a demonstration writes to nobody"):
        insert("voice_outlet", is_on=True, set_by_id=carer.pk, **OUTLET)
    insert("voice_outlet", is_on=False, set_by_id=carer.pk, **OUTLET)
    with refused("a demonstration writes to nobody"):
        sql("UPDATE voice_outlet SET is_on = TRUE")


def test_in_the_database_whoever_is_made_up_stays_so(demonstration):
    with refused("Cannot update"):
        sql("UPDATE staff_staff SET is_made_up = FALSE")
