from django.utils import translation

from renxin.promises.forms import ReleaseForm


def test_every_field_of_the_dialog_is_named_in_chinese():
    with translation.override("zh-hans"):
        labels = [str(field.label) for field in ReleaseForm()]

    assert labels == ["怎样了结", "为什么"]
