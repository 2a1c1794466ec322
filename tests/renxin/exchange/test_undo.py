"""An import taken back leaves the house as it was, and says what it could not."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renxin.booking.models import Appointment
from renxin.exchange import undo
from renxin.exchange.undo import NotUndoable
from renxin.journal.models import Entry
from renxin.patients.models import Consent, Enrolment, Patient
from renxin.patients.timeline import stretch
from tests.cast import NOON, reached
from tests.renxin.exchange.conftest import everything, take_back

CARD = "990101199003070015"
ONE = f"患者编号,姓名,手机,身份证号,地址\n1,王芳,13812342207,{CARD},甲路\n2,李明,,,\n"
TWO = f"患者编号,姓名,手机,身份证号,地址\n1,王芳,13812342208,{CARD},乙路\n3,赵敏,,,\n"
BOOKED = (
    "预约编号,患者编号,预约时间,预约状态\n"
    "a,1,2024-05-01 09:00,已预约\nb,9,2024-05-01,爽约\n"
)
KEPT = BOOKED.replace("已预约", "已到诊").replace("爽约", "已预约")


def test_what_an_import_made_goes(bring):
    before = everything()
    taken = bring(ONE)

    take_back(taken)

    assert everything() == before
    assert taken.left_over == []
    assert taken.state() == "undone"


def test_what_an_import_changed_becomes_as_it_was(bring):
    bring(ONE)
    bring(BOOKED)
    before = everything()
    patients, appointments = bring(TWO), bring(KEPT)

    take_back(appointments)
    take_back(patients)

    assert everything() == before


def test_a_record_found_by_its_card_keeps_what_it_had(bring):
    bring(ONE, source="theirs")
    before = everything()
    taken = bring(
        f"患者编号,姓名,身份证号,曾用名,手机\n55,王方,{CARD},王小芳,13900000000\n"
    )

    take_back(taken)

    assert everything() == before


def test_a_record_others_lean_on_stays_and_is_named(bring, dongyuan):
    taken = bring(ONE)
    patient = Patient.objects.get(name="王芳")
    Appointment.objects.create(patient=patient, clinic=dongyuan, starts_at=NOON)

    take_back(taken)

    assert list(Patient.objects.values_list("name", flat=True)) == ["王芳"]
    assert patient.reaches.count() == 1
    (left,) = taken.left_over
    assert (left["kind"], left["count"], left["ids"]) == ("patients", 1, [patient.pk])


def test_a_phone_added_at_the_desk_keeps_the_record(bring):
    taken = bring(ONE)
    reached(Patient.objects.get(name="李明"), "+8613700000000")

    take_back(taken)

    assert list(Patient.objects.values_list("name", flat=True)) == ["李明"]


def test_what_somebody_changed_since_stays_as_they_left_it(bring):
    bring(ONE)
    taken = bring(TWO)
    Patient.objects.filter(name="王芳").update(address="丙路")

    take_back(taken)

    assert Patient.objects.get(name="王芳").address == "丙路"
    assert taken.left_over[0]["why"] == "changed"


def test_a_refusal_of_contact_is_never_removed(bring):
    taken = bring("患者编号,姓名,拒绝联系\n1,王芳,是\n")

    take_back(taken)

    assert Consent.objects.count() == 3
    assert taken.left_over[0]["why"] == "patients_consent"


def test_a_record_kept_is_known_again_when_the_file_comes_again(bring, dongyuan):
    taken = bring(ONE)
    patient = Patient.objects.get(name="王芳")
    Appointment.objects.create(patient=patient, clinic=dongyuan, starts_at=NOON)
    take_back(taken)

    again = bring(ONE)

    assert Patient.objects.filter(name="王芳").count() == 1
    assert (again.count("new"), again.count("same")) == (1, 1)


def test_another_import_that_knows_the_record_keeps_it(bring):
    first = bring(ONE)
    bring(f"患者编号,姓名,身份证号\n55,王芳,{CARD}\n", source="theirs")

    take_back(first)

    assert Patient.objects.filter(name="王芳").exists()
    assert first.left_over[0]["why"] == "known"


def test_the_journal_says_that_it_was_taken_back(bring, wang_fang):
    taken = bring(ONE)

    take_back(taken)

    entry = Entry.objects.get(fact="exchange.undone", patient_id=None)
    assert entry.particulars == {"import_id": taken.pk, "removed": 2}


def test_enrolments_of_older_patients_are_taken_back(bring, hexi):
    bring(ONE)
    taken = bring(
        "就诊编号,患者编号,就诊时间,院区\nv,1,2024-05-01 09:00,河西\n", "visits"
    )
    assert Enrolment.objects.filter(clinic=hexi).count() == 1

    take_back(taken)

    assert not Enrolment.objects.filter(clinic=hexi).exists()


VISITS = "就诊编号,患者编号,就诊时间,医生\nv1,1,2024-05-01 09:00,李医生\n"


def told(patient):
    return [line.title for line in stretch([patient.pk]).lines]


def test_the_timeline_shows_no_more_what_an_undone_import_told(bring):
    bring(ONE)
    wang_fang = Patient.objects.get(name="王芳")
    taken = bring(VISITS)
    assert "就诊" in told(wang_fang)

    take_back(taken)

    assert "就诊" not in told(wang_fang)
    assert told(wang_fang)[0] == "导入已撤销"
    assert Entry.objects.filter(fact="visits.visited").exists()


def test_what_another_import_told_stays(bring):
    bring(ONE)
    bring(BOOKED)
    wang_fang = Patient.objects.get(name="王芳")
    missed = bring(BOOKED.replace("已预约", "爽约"))
    assert told(wang_fang).count("爽约") == 1

    take_back(missed)

    assert "爽约" not in told(wang_fang)
    assert "预约" in "".join(told(wang_fang))


def test_a_visit_brought_again_is_told_again(bring):
    bring(ONE)
    wang_fang = Patient.objects.get(name="王芳")
    take_back(bring(VISITS))

    bring(VISITS)

    assert told(wang_fang).count("就诊") == 1


def test_only_an_import_that_has_ended_can_be_undone(bring):
    taken = bring(ONE, only_weigh=True)

    with pytest.raises(NotUndoable):
        undo.ask(taken, by=None, at=NOON)


PEOPLE = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from(["王芳", "李明", "赵敏"]),
        st.sampled_from(["", "13812342207", "13900000000"]),
        st.sampled_from(["", CARD]),
        st.sampled_from(["", *(date(1990, 1, n).isoformat() for n in (1, 2))]),
    ),
    min_size=1,
    max_size=6,
)


def as_text(people):
    rows = "".join(",".join(map(str, row)) + "\n" for row in people)
    return f"患者编号,姓名,手机,身份证号,出生日期\n{rows}"


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(PEOPLE, PEOPLE)
def test_whatever_comes_in_twice_and_is_taken_back_leaves_no_trace(
    bring, first, second
):
    start = everything()
    one = bring(as_text(first), "patients")
    between = everything()

    two = bring(as_text(second), "patients")
    take_back(two)
    assert everything() == between

    take_back(one)
    assert everything() == start
