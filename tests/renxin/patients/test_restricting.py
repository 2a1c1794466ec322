"""The person's right: their data are only kept, or erased as far as law allows."""

from datetime import date

import pytest

from renxin.journal.models import Entry
from renxin.patients import finder, restricting
from renxin.patients.models import ContactPoint, Patient, Reach
from renxin.voice.models import Stop
from tests.cast import NOON, reached


def facts(patient):
    told = Entry.objects.filter(patient_id=patient.pk).order_by("pk")
    return list(told.values_list("fact", flat=True))


def found(staff):
    return finder.find("wangfang", by=staff, at=NOON)


def test_a_restricted_record_is_found_by_nobody(wang_fang, greeter_lin, manager_gu):
    assert found(greeter_lin)

    restricting.restrict(wang_fang, reason="不再来了", by=manager_gu, at=NOON)

    assert not found(greeter_lin)
    assert wang_fang not in Patient.objects.findable()
    assert facts(wang_fang) == ["patients.restricted"]


def test_it_is_written_down_by_whom_and_why(wang_fang, manager_gu):
    kept = restricting.restrict(wang_fang, reason=" 不再来了 ", by=manager_gu, at=NOON)

    assert (kept.reason, kept.by, kept.at) == ("不再来了", manager_gu, NOON)


def test_it_can_be_taken_back(wang_fang, greeter_lin, manager_gu):
    restricting.restrict(wang_fang, reason="不再来了", by=manager_gu, at=NOON)

    restricting.lift(wang_fang, reason="又来就诊", by=manager_gu, at=NOON)

    assert found(greeter_lin)
    assert not wang_fang.restrictions.standing()
    assert facts(wang_fang) == ["patients.restricted", "patients.unrestricted"]


def test_a_reason_is_asked_for(wang_fang, manager_gu):
    with pytest.raises(restricting.NoReason):
        restricting.restrict(wang_fang, reason=" ", by=manager_gu, at=NOON)


def test_once_is_enough(wang_fang, manager_gu):
    restricting.restrict(wang_fang, reason="不再来了", by=manager_gu, at=NOON)

    with pytest.raises(restricting.AlreadyRestricted):
        restricting.restrict(wang_fang, reason="再说一次", by=manager_gu, at=NOON)


def test_what_was_never_restricted_is_not_lifted(wang_fang, manager_gu):
    with pytest.raises(restricting.NotRestricted):
        restricting.lift(wang_fang, reason="又来就诊", by=manager_gu, at=NOON)


def test_erasing_keeps_the_medical_record_and_nothing_else(wang_fang, manager_gu):
    wang_fang.address, wang_fang.allergies = "东大街 7 号", "青霉素"
    wang_fang.save()

    until = restricting.erase(wang_fang, reason="本人要求", by=manager_gu, at=NOON)

    kept = Patient.objects.get(pk=wang_fang.pk)
    assert (kept.name, kept.allergies, kept.address) == ("王芳", "青霉素", "")
    assert kept.restricted_at == NOON
    assert until == date(2039, 1, 1)
    assert not Reach.objects.exists()
    assert not ContactPoint.objects.exists()


def test_no_earlier_state_of_the_record_tells_it_either(wang_fang, manager_gu):
    wang_fang.address = "东大街 7 号"
    wang_fang.save()
    reach = wang_fang.reaches.get()
    reach.person_name = "外婆"
    reach.save()

    restricting.erase(wang_fang, reason="本人要求", by=manager_gu, at=NOON)

    assert set(wang_fang.events.values_list("address", flat=True)) == {""}
    assert not reach.events.model.objects.exists()


def test_a_number_that_asked_us_to_stop_is_remembered(wang_fang, manager_gu):
    point = ContactPoint.objects.get()
    Stop.objects.create(contact_point=point, purpose="MKT", at=NOON)

    restricting.erase(wang_fang, reason="来信", by=manager_gu, at=NOON)

    assert not Reach.objects.exists()
    assert Stop.objects.standing().get().contact_point == point


def test_a_mothers_phone_stays_hers(wang_fang, xiaodou, manager_gu):
    restricting.erase(xiaodou, reason="监护人要求", by=manager_gu, at=NOON)

    assert wang_fang.reaches.get().contact_point.value == "+8613812342207"
    assert not xiaodou.reaches.exists()


def test_the_journal_tells_that_it_happened_and_not_what_it_was(wang_fang, manager_gu):
    restricting.erase(wang_fang, reason="本人要求", by=manager_gu, at=NOON)

    entry = Entry.objects.get(patient_id=wang_fang.pk)
    assert entry.fact == "patients.erased"
    assert entry.particulars == {"kept_until": "2039-01-01"}


def test_who_is_restricted_already_can_still_ask_for_erasure(wang_fang, manager_gu):
    restricting.restrict(wang_fang, reason="不再来了", by=manager_gu, at=NOON)

    restricting.erase(wang_fang, reason="本人要求", by=manager_gu, at=NOON)

    assert wang_fang.restrictions.standing().count() == 1


def test_merged_records_are_emptied_too(wang_fang, xiaodou, manager_gu):
    Patient.objects.filter(pk=xiaodou.pk).update(merged_into=wang_fang)
    reached(xiaodou, "+8613912340001")

    restricting.erase(wang_fang, reason="本人要求", by=manager_gu, at=NOON)

    assert not ContactPoint.objects.exists()
