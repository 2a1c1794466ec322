import pytest
from django.db import IntegrityError

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.desk.rules import refusing, rule_broken

pytestmark = pytest.mark.django_db


class CodeTaken(Refusal):
    sentence = "That code is taken."


def second(code, name="又一家"):
    return Clinic.objects.create(name=name, short_name=name, code=code)


def test_a_rule_that_is_named_refuses_and_the_transaction_goes_on(dongyuan):
    rule = "clinics_clinic_code_key"

    with pytest.raises(CodeTaken), refusing({rule: CodeTaken}):
        second(dongyuan.code)

    assert Clinic.objects.count() == 1


def test_a_rule_that_is_not_named_is_an_error(dongyuan):
    with pytest.raises(IntegrityError), refusing({"another_rule": CodeTaken}):
        second(dongyuan.code)


def test_what_people_type_is_never_taken_for_a_rule(dongyuan):
    with pytest.raises(IntegrityError) as clash, refusing({"once": CodeTaken}):
        second(dongyuan.code, name="once")

    assert rule_broken(clash.value) == "clinics_clinic_code_key"
