"""A head of care writes what should happen, and months later reads what it brought.

Through the pages alone, but for the nights that go by and the patients who come.
"""

import re
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.protocols.models import Assignment
from renxin.protocols.planning.running import look_further
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.preparation import prepare
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from tests.cast import NOON, employed, signed_in
from tests.renxin.scorecard import history

TEXT = """\
protocol: MY-HALF-YEAR
name: {zh: 半年未来, en: Not seen for half a year}
purpose: {zh: 请他们来看看, en: To ask them to come}
kind: recall
priority: 50
trigger:
  list: visits.not_seen
  where: {months: 6}
again: never
unless: [booked]
steps:
  - step: D1
    after: 1 day
    window: 12 hours
    promise: RECALL
    owner: CARE
    script: RX_WINBACK_CALL
    what: {zh: 请他们来看看, en: Ask them to come}
stop: [died, restricted, asked_to_stop, booked, came]
trial: {hold_out: 50, strata: [clinic]}
source: tests
"""
A_DAY = timedelta(days=1)
SEEN = NOON - 195 * A_DAY
PEOPLE, GRIEVED = 240, 6
SENTENCE = (
    r"Of every 100 contacted, ([\d.]+) more came back,"
    r" between ([\d.]+) and ([\d.]+)\."
)
# Of twenty treated so many came, and of twenty held out.
CAME = {"TREATED": 9, "HELD_OUT": 3}


@pytest.fixture(autouse=True)
def lake(settings, tmp_path):
    settings.LAKE = tmp_path / "lake"


@pytest.fixture
def house(dongyuan):
    """Everybody was here a good half year ago; a few have died since."""
    everyone = history.people(dongyuan, PEOPLE, "T")
    history.came(everyone, dongyuan, SEEN)
    dead = [patient.pk for patient in everyone[:GRIEVED]]
    Patient.objects.filter(pk__in=dead).update(died_on=SEEN.date())
    return everyone


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def desk(person) -> Client:
    person.language = Language.EN
    person.save(update_fields=["language"])
    return signed_in(Client(), person)


def turned_on(care, doctor, manager) -> str:
    """Written and looked at, signed by a doctor, held out for a reason, turned on."""
    new = reverse("protocols:new")
    looked = care.post(new, {"text": TEXT}).content.decode()
    kept = care.post(new, {"text": TEXT, "keep": "yes"})
    page = kept.headers["Location"]
    assert doctor.post(f"{page}signature/").status_code == 302
    why = "nobody knows whether a message brings them"
    told = {"from_on": NOON.date(), "holds_out": "on", "why": why}
    assert manager.post(f"{page}on/", told).status_code == 302
    return looked


def come_back(dongyuan) -> None:
    sides = defaultdict(list)
    for drawn in Assignment.objects.order_by("stratum", "place"):
        sides[drawn.arm].append(drawn.patient)
    for arm, people in sides.items():
        came = [one for n, one in enumerate(people) if n % 20 < CAME[arm]]
        history.came(came, dongyuan, NOON + 30 * A_DAY)


def test_a_head_of_care_reads_in_one_true_sentence_what_it_brought(
    dongyuan, doctor_li, manager_gu, house
):
    care = desk(employed("qin", "秦悦", Role.CARE, dongyuan))
    manager = desk(manager_gu)
    with at(NOON):
        looked = turned_on(care, desk(doctor_li), manager)
    assert "enrolled 234, held out 117, reached 117, and left out 6." in looked

    with at(NOON + A_DAY):
        look_further(at=NOON + A_DAY)
    with at(NOON + 2 * A_DAY):
        look_further(at=NOON + 2 * A_DAY)
    treated = Assignment.objects.filter(arm="TREATED").values("patient")
    promised = Promise.objects.values("patient")
    assert Assignment.objects.count() == PEOPLE - GRIEVED
    assert not promised.exclude(patient__in=treated).exists()
    assert promised.count() == treated.count() > 100

    come_back(dongyuan)
    later = NOON + 150 * A_DAY
    history.came([*history.people(dongyuan, 1, "L")], dongyuan, later - A_DAY)
    with at(later):
        refresh(at=later, prepare=prepare)
        page = desk(manager_gu).get(reverse("scorecard:effects")).content.decode()
    mean, low, high = map(float, re.search(SENTENCE, page).groups())
    assert 0 < low < 30 < high
    assert low < mean < high
