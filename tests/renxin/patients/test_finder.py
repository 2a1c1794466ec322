from datetime import timedelta

import pytest

from renxin.patients import finder
from renxin.patients.finder import Sought, find, read
from renxin.patients.merge import merge
from renxin.staff.models import Look
from tests.cast import NOON, TODAY, enrolled, reached
from tests.renxin.patients.wide import wide


@pytest.fixture
def shan(dongyuan):
    patient = enrolled(dongyuan, "20260031", "单小明", foreign_name="Sam Shan")
    patient.sound()
    patient.save()
    reached(patient, "+8613911115678")
    return patient


def names(typed, by):
    return [patient.name for patient in find(typed, by=by, at=NOON)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("王芳", Sought(name="王芳")),
        ("王 芳", Sought(name="王芳")),
        ("Wang Fang", Sought(sound="wangfang", latin="WANG FANG")),
        ("2207", Sought(digits="2207")),
        (wide("2207"), Sought(digits="2207")),
        ("138 1234 2207", Sought(digits="13812342207", phone="+8613812342207")),
        ("+8613812342207", Sought(digits="8613812342207", phone="+8613812342207")),
        ("", Sought()),
    ],
)
def test_what_is_typed_is_read_as_it_was_meant(typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "单",
        "单小明",
        "shanx",
        "danxiaoming",
        "sxm",
        "dxm",
        "SXM",
        "5678",
        "15678",
        "13911115678",
        "+86 139 1111 5678",
        "20260031",
        "2026003",
        "sam",
        "SAM SH",
    ],
)
def test_a_patient_is_found_by_whatever_the_desk_has(shan, greeter_lin, typed):
    assert names(typed, greeter_lin) == ["单小明"]


@pytest.mark.parametrize("typed", ["小明", "678", "91111", "xiaoming", "%", "_", "'"])
def test_the_middle_of_a_name_or_number_finds_nobody(shan, greeter_lin, typed):
    assert names(typed, greeter_lin) == []


def test_the_exact_one_comes_first(wang_fang, xiaodou, greeter_lin):
    assert names("w", greeter_lin) == ["王小豆", "王芳"]
    assert names("wf", greeter_lin) == ["王芳"]
    assert names("王芳", greeter_lin)[0] == "王芳"


def test_whom_i_saw_last_comes_before_the_others(
    wang_fang, xiaodou, greeter_lin, dongyuan
):
    Look.objects.create(
        staff=greeter_lin, patient_id=wang_fang.pk, what="PAGE", at=NOON
    )

    assert names("w", greeter_lin) == ["王芳", "王小豆"]


def test_a_look_long_ago_no_longer_counts(wang_fang, xiaodou, greeter_lin):
    Look.objects.create(
        staff=greeter_lin,
        patient_id=wang_fang.pk,
        what="PAGE",
        at=NOON - timedelta(days=60),
    )

    assert names("w", greeter_lin)[0] == "王小豆"


def test_nobody_of_another_clinic_is_found(shan, wang_fang, outsider_zhao):
    for typed in ("单小明", "sxm", "5678", "13911115678", "20260031", "sam"):
        assert names(typed, outsider_zhao) == []


def test_merged_and_restricted_records_are_not_found(
    shan, wang_fang, xiaodou, greeter_lin
):
    shan.restricted_at = NOON
    shan.save()
    xiaodou.merged_into = wang_fang
    xiaodou.save()

    assert names("单", greeter_lin) == []
    assert names("王", greeter_lin) == ["王芳"]


def test_the_dead_are_still_found(shan, greeter_lin):
    shan.died_on = TODAY
    shan.save()

    assert names("单", greeter_lin) == ["单小明"]


def test_a_phone_that_was_given_up_finds_nobody(wang_fang, greeter_lin):
    wang_fang.reaches.get().end(by=greeter_lin, at=NOON)

    assert names("2207", greeter_lin) == []


def test_a_patient_of_many_ways_is_listed_once(dongyuan, greeter_lin):
    lin = enrolled(dongyuan, "20269999", "林", pinyin="lin", initials="l")
    reached(lin, "+8613900009999")
    reached(lin, "+8613800009999")

    assert names("9999", greeter_lin) == ["林"]
    assert names("l", greeter_lin) == ["林"]


@pytest.mark.parametrize("typed", ["wf", "2207", "王"])
def test_finding_costs_four_queries_however_many_there_are(
    dongyuan, greeter_lin, django_assert_max_num_queries, typed
):
    for number in range(80):
        patient = enrolled(
            dongyuan, f"A{number}", "王芳", pinyin="wangfang", initials="wf"
        )
        reached(patient, f"+8613{number:03d}0002207")
    greeter_lin.clinic_ids()

    with django_assert_max_num_queries(4):
        found = find(typed, by=greeter_lin, at=NOON)

    assert len(found) == finder.SHOWN


def test_what_is_known_of_a_merged_record_leads_to_the_one_kept(
    shan, wang_fang, dongyuan, manager_gu, greeter_lin
):
    middle = enrolled(dongyuan, "20260077", "王芳")
    merge(kept=middle, merged=shan, by=manager_gu, at=NOON)
    merge(kept=wang_fang, merged=middle, by=manager_gu, at=NOON)

    for typed in ("20260031", "5678", "20260077", "sxm"):
        assert names(typed, greeter_lin) == ["王芳"]
