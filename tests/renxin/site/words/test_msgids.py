from textwrap import dedent

import pytest

from renxin.site.words.msgids import Message, in_python, in_template


def test_python_sentences_are_found_under_whatever_name_they_are_asked_by():
    source = dedent("""
        from django.utils import translation
        from django.utils.translation import gettext_lazy as _, ngettext as n
        from django.utils.translation import pgettext

        title = _("Kept " "promises")
        count = n("%(n)s day", "%(n)s days", 3)
        month = pgettext("calendar", "May")
        late = translation.gettext("Late")
    """)

    assert set(in_python(source)) == {
        Message("Kept promises"),
        Message("%(n)s day", plural="%(n)s days"),
        Message("May", context="calendar"),
        Message("Late"),
    }


def test_a_sentence_made_at_run_time_is_not_mistaken_for_one():
    assert not list(in_python("_(name)\nprint('Kept')\n_('')"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Kept" %}', Message("Kept")),
        ("{% trans 'Kept' as word %}", Message("Kept")),
        ('{% translate "May" context "calendar" %}', Message("May", "calendar")),
        ('{% include "x.html" with title=_("Kept") %}', Message("Kept")),
        (
            "{% blocktranslate trimmed %}\n {{ n }} of 5 %\n{% endblocktranslate %}",
            Message("%(n)s of 5 %%"),
        ),
        (
            "{% blocktrans count n=d %}1 day{% plural %}{{ n }} d{% endblocktrans %}",
            Message("1 day", plural="%(n)s d"),
        ),
        (
            "{% blocktranslate %}It's “{{ q }}”{% endblocktranslate %}",
            Message("It's “%(q)s”"),
        ),
    ],
)
def test_template_sentences_are_found_in_every_form(source, expected):
    assert list(in_template("{% load i18n %}" + source)) == [expected]
