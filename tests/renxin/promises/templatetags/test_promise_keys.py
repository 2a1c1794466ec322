from django.utils import translation

from renxin.promises.models import Promise
from renxin.promises.rows import row_of, told_in_full
from renxin.promises.templatetags import promise_keys as keys
from tests.cast import NOON
from tests.renxin.promises.made import promised


def row(promise):
    return row_of(told_in_full(Promise.objects.filter(pk=promise.pk)).get(), at=NOON)


def test_each_row_has_the_keys_of_its_own_promise_and_patient(
    dongyuan, wang_fang, xiaodou, greeter_lin
):
    for patient in (wang_fang, xiaodou):
        promise = promised(patient, dongyuan, by=greeter_lin)

        laid = keys.promise_keys(row(promise))

        assert f'hx-post="/promises/{promise.pk}/' in laid
        assert f'hx-target="#promise-{promise.pk}"' in laid
        assert f'href="/patients/{patient.pk}/"' in laid
        assert keys.PROMISE not in laid
        assert keys.PATIENT not in laid


def test_the_keys_are_in_the_language_of_whoever_looks(
    dongyuan, wang_fang, greeter_lin
):
    told = row(promised(wang_fang, dongyuan, by=greeter_lin))

    with translation.override("en"):
        english = keys.promise_keys(told)
    with translation.override("zh-hans"):
        chinese = keys.promise_keys(told)

    assert "Reached, all well" in english
    assert "Reached, all well" not in chinese


def test_the_page_of_a_promise_does_not_lead_to_itself(
    dongyuan, wang_fang, greeter_lin
):
    told = row(promised(wang_fang, dongyuan, by=greeter_lin))

    address = f'href="/promises/{told.pk}/"'

    assert address in keys.promise_keys(told)
    assert address not in keys.promise_keys(told, history=["made"])
