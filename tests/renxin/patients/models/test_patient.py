from datetime import date

import pytest

from renxin.desk.refusal import Stale
from renxin.journal.models import Entry
from renxin.patients.models import Patient
from tests.cast import NOON, TODAY


def test_an_age_turns_on_the_birthday():
    patient = Patient(birth_on=date(1992, 5, 17))

    assert patient.age_on(date(2026, 5, 16)) == 33
    assert patient.age_on(date(2026, 5, 17)) == 34
    assert Patient().age_on(TODAY) is None


def test_a_leap_day_child_turns_in_march():
    patient = Patient(birth_on=date(2008, 2, 29))

    assert patient.is_minor_on(date(2026, 2, 28))
    assert not patient.is_minor_on(date(2026, 3, 1))


def test_a_change_is_told_by_its_fields_never_by_what_they_say(wang_fang, greeter_lin):
    wang_fang.revise({"name": "王芬"}, expected=1, by=greeter_lin, at=NOON)

    entry = Entry.objects.get(fact="patients.revised")
    assert entry.particulars == {"fields": ["name"]}
    assert entry.told().telling() == "name"


def test_a_new_name_is_found_by_its_new_sound(wang_fang, greeter_lin):
    wang_fang.revise({"name": "单芬"}, expected=1, by=greeter_lin, at=NOON)

    wang_fang.refresh_from_db()
    assert (wang_fang.pinyin, wang_fang.other_pinyin) == ("shanfen", "danfen")


def test_nothing_changed_is_not_told(wang_fang, greeter_lin):
    wang_fang.revise({"name": "王芳"}, expected=1, by=greeter_lin, at=NOON)

    assert not Entry.objects.exists()


def test_the_second_of_two_changes_to_one_version_is_stale(wang_fang, greeter_lin):
    wang_fang.revise({"name": "王芬"}, expected=1, by=greeter_lin, at=NOON)

    with pytest.raises(Stale):
        Patient.objects.get(pk=wang_fang.pk).revise(
            {"name": "王芸"}, expected=1, by=greeter_lin, at=NOON
        )


def test_the_record_can_be_read_as_it_was(wang_fang, greeter_lin):
    wang_fang.revise({"name": "王芬"}, expected=1, by=greeter_lin, at=NOON)

    assert wang_fang.as_of(1).name == "王芳"
    assert wang_fang.as_of(2).name == "王芬"
    assert wang_fang.as_of(9) is None


def test_only_staff_of_a_clinic_that_knows_them_see_a_patient(
    wang_fang, greeter_lin, outsider_zhao
):
    assert list(Patient.objects.visible_to(greeter_lin)) == [wang_fang]
    assert list(Patient.objects.visible_to(outsider_zhao)) == []
