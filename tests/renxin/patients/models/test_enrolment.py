from renxin.journal.models import Entry
from renxin.patients.models import Enrolment, Patient
from tests.cast import NOON


def test_a_clinic_that_welcomes_a_patient_sees_the_record(
    wang_fang, hexi, outsider_zhao
):
    assert wang_fang not in Patient.objects.visible_to(outsider_zhao)

    for _ in range(2):
        Enrolment.welcome(wang_fang, hexi, by=outsider_zhao, at=NOON)

    assert wang_fang in Patient.objects.visible_to(outsider_zhao)
    assert Entry.objects.filter(fact="patients.enrolled").count() == 1
