"""What stands after a file came in, and what does not."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renxin.booking.models import Appointment
from renxin.exchange import run
from renxin.exchange.models import Import, Mapping, Origin
from renxin.feedback.models import Answer, Complaint
from renxin.followup.models import Loss
from renxin.journal.models import Entry
from renxin.outreach.models import Introduction
from renxin.patients import identity
from renxin.patients.models import Consent, IdentityDocument, Patient, Reach
from renxin.visits.models import Charge, Visit
from tests.cast import NOON
from tests.renxin.exchange.conftest import counts, everything

CARD = "990101199003070015"
PATIENTS = """患者编号,姓名,性别,出生日期,手机,身份证号,来源,建档日期
1,王芳,女,1990/3/7,+86 138 1234 2207,,自然到店,2024-05-01
2,阿依古丽•买买提,女,5.3.1988,400-820-8820,,老带新转介绍,20240502
007,𠮷野家子,,1988-04-17 02:30,021-62345678,,,2024年5月3日
NA,John Smith,M,1970-01-01,,,,45415
"""


def test_patients_come_in_with_their_names_phones_and_birthdays(bring):
    taken = bring(PATIENTS)

    assert counts(taken) == (4, 0, 0, 0)
    known = {origin.external_id: origin.object_id for origin in Origin.objects.all()}
    assert set(known) == {"1", "2", "007", "NA"}
    wang, ayi, rare, john = (
        Patient.objects.get(pk=known[number]) for number in ("1", "2", "007", "NA")
    )
    assert (wang.name, wang.pinyin, wang.initials) == ("王芳", "wangfang", "wf")
    assert ayi.name == "阿依古丽·买买提"
    assert rare.birth_on == date(1988, 4, 17)
    assert rare.registered_on == date(2024, 5, 3)
    assert (john.sex, john.registered_on) == ("MALE", date(2024, 5, 3))
    assert wang.reaches.get().contact_point.value == "+8613812342207"
    assert [p.enrolments.get().clinic.code for p in (wang, john)] == ["dongyuan"] * 2


def test_every_bad_row_is_named_and_the_good_ones_are_kept(bring):
    with translation.override("en"):
        taken = bring(
            "患者编号,姓名,出生日期,手机,身份证号\n"
            "1,王芳,1990-02-30,13812342207,\n"
            "2,,1990-01-01,13812342207,\n"
            "3,李明,1990-01-01,12345678901,\n"
            "4,李明,1990-01-01,,990101199003070016\n"
            "5,李明,1991-01-01,,990101199003070015\n"
            "6,李明,2090-01-01,,\n"
            "7,李明\n"
            f"8,{'长' * 256},1990-01-01,,\n"
            "9,好人,1990-01-01,,\n"
            "9,又一个,1990-01-01,,\n"
        )

    assert counts(taken) == (1, 0, 0, 9)
    refused = {row.line: row for row in taken.refused_rows.all()}
    assert sorted(refused) == [2, 3, 4, 5, 6, 7, 8, 9, 11]
    assert refused[2].column == "出生日期"
    assert "no such day" in refused[2].reason
    assert refused[3].column == "姓名"
    assert refused[4].value.startswith("12")
    assert "12345678901" not in refused[4].value
    assert "digit" in refused[5].reason
    assert "another day" in refused[6].reason
    assert "to come" in refused[7].reason
    assert "2 cells" in refused[8].reason
    assert "line 10" in refused[11].reason
    assert Patient.objects.get().name == "好人"


def test_the_same_file_twice_changes_nothing(bring):
    bring(PATIENTS)
    before = everything()

    again = bring(PATIENTS)

    assert counts(again) == (0, 0, 4, 0)
    assert everything() == before


def test_only_what_changed_there_is_changed_here(bring):
    bring(PATIENTS)
    wang = Patient.objects.get(name="王芳")
    Patient.objects.filter(pk=wang.pk).update(name="王芳芳", channel="抖音")

    taken = bring(PATIENTS.replace("1,王芳,女,1990/3/7", "1,王芳,女,1990/3/8"))

    assert counts(taken) == (0, 1, 3, 0)
    wang.refresh_from_db()
    assert wang.birth_on == date(1990, 3, 8)
    assert (wang.name, wang.channel) == ("王芳芳", "抖音")


def test_an_emptied_cell_empties_nothing(bring):
    bring(PATIENTS)

    taken = bring(PATIENTS.replace("1,王芳,女,1990/3/7", "1,王芳,女,"))

    assert counts(taken) == (0, 0, 4, 0)
    assert Patient.objects.get(name="王芳").birth_on == date(1990, 3, 7)


def test_a_person_on_file_is_known_by_the_card_and_only_filled_in(bring, wang_fang):
    found = identity.read("IDENTITY_CARD", CARD)
    IdentityDocument.objects.create(
        patient=wang_fang,
        kind=found.kind,
        sealed=IdentityDocument.sealed_of(found.number),
        index=found.index,
        masked=found.masked,
    )

    taken = bring(
        f"患者编号,姓名,身份证号,地址,出生日期\n77,王方,{CARD.lower()},人民路 1 号,\n"
    )

    assert counts(taken) == (0, 1, 0, 0)
    patient = Patient.objects.get()
    assert (patient.pk, patient.name) == (wang_fang.pk, "王芳")
    assert patient.address == "人民路 1 号"
    assert Origin.objects.get().object_id == wang_fang.pk


def test_two_rows_with_one_card_are_one_person(bring):
    taken = bring(f"患者编号,姓名,身份证号\n1,王芳,{CARD}\n2,王芳,{CARD}\n")

    assert counts(taken) == (1, 1, 0, 0)
    assert Patient.objects.count() == 1
    assert set(Origin.objects.values_list("external_id", flat=True)) == {"1", "2"}


def test_twins_are_never_made_one(bring):
    taken = bring(
        "患者编号,姓名,出生日期,手机\n1,张大,2019-09-01,13812342207\n"
        "2,张小,2019-09-01,13812342207\n"
    )

    assert counts(taken)[0] == 2
    assert Reach.objects.values("contact_point").distinct().count() == 1


def test_a_refusal_comes_along_and_a_consent_never_does(bring):
    text = "患者编号,姓名,拒绝联系\n1,王芳,是\n2,李明,否\n"
    bring(text)

    bring(text)

    refused = Consent.objects.filter(patient__name="王芳")
    assert {c.purpose for c in refused} == {"SVC_MSG", "RECALL", "MKT"}
    assert {c.answer for c in refused} == {"REFUSED"}
    assert refused.count() == 3
    assert not Consent.objects.filter(patient__name="李明").exists()


def test_who_brought_whom_is_kept_even_if_named_further_down(bring):
    bring(
        "患者编号,姓名,介绍人编号,建档日期\n2,李明,1,2024-05-01\n1,王芳,,2023-01-01\n"
    )

    brought = Introduction.objects.get()
    assert (brought.by_patient.name, brought.patient.name) == ("王芳", "李明")
    assert brought.day == date(2024, 5, 1)


def test_people_nobody_has_named_yet_are_known_by_their_number(bring):
    taken = bring(
        "预约编号,患者编号,预约时间,预约状态\n"
        "a,29872499824296.0,2024-05-01 09:00,爽约\n"
        "b,29872499824296.0,2024-06-01 09:00,已到诊\n"
    )

    assert counts(taken) == (2, 0, 0, 0)
    assert taken.count("bare") == 1
    patient = Patient.objects.get()
    assert patient.name == "№ 29872499824296.0"
    assert patient.registered_on == date(2024, 5, 1)
    kinds = {a.outcome.kind for a in Appointment.objects.all()}
    assert kinds == {"NO_SHOW", "KEPT"}


def test_a_file_of_patients_names_those_known_by_number(bring):
    bring("预约编号,患者编号,预约时间\na,1,2024-05-01 09:00\n")

    taken = bring(PATIENTS)

    assert counts(taken) == (3, 1, 0, 0)
    appointment = Appointment.objects.get()
    assert appointment.patient.name == "王芳"
    assert appointment.patient.initials == "wf"


def test_history_stands_on_the_timeline_at_its_own_time_and_calls_for_nothing(bring):
    bring("就诊编号,患者编号,就诊时间,医生\nv1,1,2020-05-01 09:00,李医生\n")

    entry = Entry.objects.get(fact="visits.visited")
    assert entry.at.isoformat() == "2020-05-01T01:00:00+00:00"
    assert entry.patient_id == Visit.objects.get().patient_id
    assert "李医生" in entry.told().telling()
    assert not Entry.objects.filter(fact__startswith="promises.").exists()


def test_what_happened_since_the_last_file_is_told_once(bring):
    due = "预约编号,患者编号,预约时间,预约状态\na,1,2024-05-01 09:00,已预约\n"
    missed = due.replace("已预约", "爽约")

    for text in (due, due, missed, missed):
        bring(text)

    told = Entry.objects.filter(fact__startswith="booking.").order_by("pk")
    assert [one.fact for one in told] == ["booking.booked", "booking.not_come"]
    assert told[1].at.isoformat() == "2024-05-01T01:00:00+00:00"


def test_a_complaint_answered_by_the_next_file_is_told_then(bring):
    open_one = "投诉编号,患者编号,投诉时间,投诉内容,答复时间\n1,1,2024-05-01,等太久,\n"
    answered = open_one.replace("等太久,", "等太久,2024-05-03")

    bring(open_one, "complaints")
    assert not Entry.objects.filter(fact="feedback.complaint_answered").exists()
    bring(answered, "complaints")
    bring(answered, "complaints")

    told = Entry.objects.get(fact="feedback.complaint_answered")
    assert told.at.isoformat() == "2024-05-02T16:00:00+00:00"


def test_charges_alike_are_charges_twice_and_known_again(bring):
    text = "患者编号,收费日期,金额\n1,2024-05-01,12.50\n1,2024-05-01,12.50\n"

    first, again = bring(text), bring(text)

    assert counts(first) == (2, 0, 0, 0)
    assert counts(again) == (0, 0, 2, 0)
    assert [c.amount_fen for c in Charge.objects.all()] == [1250, 1250]


def test_every_other_kind_comes_in_and_stays_the_same_the_second_time(bring):
    files = {
        "complaints": (
            "投诉编号,患者编号,投诉时间,投诉内容,是否满意\n1,1,2024-05-01,等太久,是\n"
        ),
        "answers": "患者编号,调查时间,维度,得分\n1,2024-05-01,总体,4.5\n",
        "losses": "患者编号,流失日期,流失原因\n1,2024-05-01,费用\n",
        "introductions": "介绍人编号,患者编号,介绍日期\n1,2,2024-05-01\n",
    }
    for kind, text in files.items():
        assert counts(bring(text, kind))[0] == 1
    before = everything()

    for kind, text in files.items():
        assert counts(bring(text, kind)) == (0, 0, 1, 0)

    assert everything() == before
    assert Complaint.objects.get().was_satisfied is True
    assert Answer.objects.get().score == Decimal("4.5")
    assert Loss.objects.get().reason == "MONEY"


def test_an_appointment_booked_after_its_own_day_is_refused(bring):
    taken = bring(
        "预约编号,患者编号,预约时间,下单时间\n"
        "a,1,2024-05-01 09:00,2024-05-02 08:00\n"
        "b,1,2024-05-01 09:00,2024-05-01 23:00\n"
    )

    assert counts(taken) == (1, 0, 0, 1)


def test_a_dry_run_counts_what_the_run_then_does(bring):
    bring(PATIENTS)
    text = PATIENTS.replace("1990/3/7", "1990/3/8") + "8,新人,女,,,,,\n9,,,,,,,\n"
    before = everything()

    weighed = bring(text, only_weigh=True)

    assert everything() == before
    assert counts(weighed) == counts(bring(text)) == (1, 1, 3, 1)


def test_a_run_that_was_killed_goes_on_and_doubles_nothing(bring, monkeypatch):
    monkeypatch.setattr(run, "AT_ONCE", 2)
    taken = bring(PATIENTS, only_weigh=True)
    real, calls = run.patients.take, []

    def take_once(stretch):
        calls.append(stretch)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(stretch)

    monkeypatch.setattr(run.patients, "take", take_once)
    taken.approved_at = NOON
    with pytest.raises(KeyboardInterrupt):
        run.carry_out(taken, at=NOON)
    monkeypatch.setattr(run.patients, "take", real)
    taken = Import.objects.get(pk=taken.pk)
    assert taken.cursors == {"patients": 2}

    run.carry_out(taken, at=NOON)

    assert counts(taken) == (4, 0, 0, 0)
    assert Patient.objects.count() == 4


def test_after_a_crash_of_the_database_the_file_is_read_again(bring):
    taken = bring(PATIENTS, only_weigh=True)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE exchange_staged_{taken.pk}_patients")

    taken.approved_at = NOON
    run.carry_out(taken, at=NOON)

    assert counts(taken) == (4, 0, 0, 0)


def test_the_mapping_is_remembered_for_the_next_file_with_this_heading(bring):
    taken = bring(PATIENTS)

    kept = Mapping.objects.get()
    assert (kept.source, kept.kind, kept.text) == ("old", "patients", taken.mapping)


def test_a_new_row_has_its_history_written_as_by_hand(bring, wang_fang):
    by_hand = Patient.events.field.model.objects.get(pgh_obj_id=wang_fang.pk)

    bring("患者编号,姓名\n1,李明\n")

    patient = Patient.objects.get(name="李明")
    event = patient.events.get()
    assert (event.pgh_label, event.name) == (by_hand.pgh_label, "李明")
    assert json.loads(json.dumps(event.pgh_context.metadata))["command"] == "import"


CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='\r\n"\0'), max_size=12
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_whatever_stands_in_a_file_the_second_time_changes_nothing(bring, rows):
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    text = "患者编号,姓名,出生日期\n" + "\n".join(lines) + "\n"
    first = bring(text, "patients", source="any")
    before = everything()

    again = bring(text, "patients", source="any")

    assert everything() == before
    assert (again.count("new"), again.count("changed")) == (0, 0)
    assert first.count("refused") == again.count("refused")


def test_a_row_that_names_no_clinic_belongs_to_the_clinic_of_the_import(bring):
    bring("病历号,日期,金额,院区\n7,2026/3/2,120.50,\n", "charges")

    charge = Charge.objects.get()
    assert charge.clinic.short_name == "东院"
    assert charge.patient.enrolments.get().clinic == charge.clinic
