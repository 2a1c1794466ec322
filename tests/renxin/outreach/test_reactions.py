from renxin.journal import book
from renxin.journal.models import Entry
from renxin.outreach.models import Introduction
from renxin.patients.facts import Registered
from tests.cast import NOON, TODAY


def registered(patient, clinic, introduced_by_id):
    book.record(
        Registered(
            patient_id=patient.pk,
            clinic_id=clinic.pk,
            at=NOON,
            by_id=None,
            number=patient.number,
            introduced_by_id=introduced_by_id,
        )
    )


def test_whoever_sent_a_new_patient_is_remembered_and_told(
    wang_fang, xiaodou, dongyuan
):
    registered(xiaodou, dongyuan, wang_fang.pk)

    introduction = Introduction.objects.get()
    assert (introduction.by_patient, introduction.patient) == (wang_fang, xiaodou)
    assert introduction.day == TODAY
    assert Entry.objects.of(wang_fang.pk).filter(fact="outreach.introduced").exists()


def test_told_twice_it_is_kept_once(wang_fang, xiaodou, dongyuan):
    for _ in range(2):
        registered(xiaodou, dongyuan, wang_fang.pk)

    assert Introduction.objects.count() == 1
    assert Entry.objects.filter(fact="outreach.introduced").count() == 1


def test_most_patients_were_sent_by_nobody(xiaodou, dongyuan):
    registered(xiaodou, dongyuan, None)

    assert not Introduction.objects.exists()
