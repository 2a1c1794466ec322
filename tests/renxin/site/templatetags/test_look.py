from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from renxin.site.templatetags import look


class Registration(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card.")
    source = forms.ChoiceField(
        label="Source", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    reminders = forms.BooleanField(label="Reminders", required=False)


def drawn(source, **context):
    return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (0, "¥0"),
        (656_000, "¥6,560"),
        (-5, "−¥0.05"),
        (120_050, "¥1,200.50"),
        (None, "–"),
    ],
)
def test_money_is_shown_in_yuan(fen, shown):
    assert look.yuan(fen) == shown


@pytest.mark.parametrize(
    ("share", "shown"), [(0.19, "19.0"), (1, "100.0"), (0, "0.0"), (None, "–")]
)
def test_a_share_of_nothing_is_a_dash_and_never_zero(share, shown):
    assert look.percent(share) == shown


@pytest.mark.parametrize(
    ("change", "shown"), [(8.2, "+8.2"), (-4.41, "−4.4"), (-0.01, "0.0"), (None, "–")]
)
def test_a_change_carries_its_sign_and_zero_has_none(change, shown):
    assert look.signed(change) == shown


def test_counts_have_thousands():
    assert look.count(47_827) == "47,827"
    assert look.count(-1_000) == "−1,000"


@pytest.mark.parametrize(("days", "said"), [(0, "今天"), (-1, "昨天"), (1, "明天")])
def test_days_near_by_have_names(days, said):
    moment = timezone.now() + timedelta(days=days)

    with translation.override("zh-hans"):
        assert look.day(moment) == said


def test_a_day_long_ago_has_its_year():
    assert look.day(datetime(2019, 11, 9, 4, 0, tzinfo=UTC)) == "2019-11-09"


def test_late_in_the_evening_is_still_today_at_the_clinic(time_machine):
    time_machine.move_to("2026-03-02T15:50:00Z")  # 23:50 in Shanghai

    with translation.override("en"):
        assert look.day(datetime(2026, 3, 2, 15, 40, tzinfo=UTC)) == "today"
        assert look.day(datetime(2026, 3, 2, 16, 10, tzinfo=UTC)) == "tomorrow"


def test_a_person_is_a_surname_and_a_colleague_a_given_name():
    assert look.disc("吴若澄") == "吴"
    assert look.given("林溪") == "溪"
    assert look.given("Ann Lee") == "A"


def test_an_error_is_tied_to_its_field():
    form = Registration({"name": ""})

    page = drawn('{% include "parts/_field.html" with field=form.name %}', form=form)

    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'id="id_name_helptext"' in page


def test_a_choice_is_a_group_with_a_name():
    page = drawn(
        '{% include "parts/_field.html" with field=form.source %}', form=Registration()
    )

    assert "<legend>Source" in page
    assert page.count('type="radio"') == 2


def test_a_tick_box_stands_before_its_label():
    page = drawn(
        '{% include "parts/_field.html" with field=form.reminders %}',
        form=Registration(),
    )

    assert page.index('type="checkbox"') < page.index("Reminders")


def test_the_beads_tell_the_day_to_those_who_cannot_see_them():
    with translation.override("en"):
        page = drawn("{% beads 6 1 2 5 %}")

    assert "14 promises today: 6 kept, 1 late, 2 due now, 5 to come" in page
    assert page.count("b-kept") == 6
    assert page.count("b-late") == 1


def test_a_very_full_day_folds_the_kept_beads_first():
    page = drawn("{% beads 60 2 3 5 %}")

    assert page.count("b-late") == 2
    assert page.count("b-next") == 5


def test_what_a_patient_wrote_cannot_become_markup():
    page = drawn("{% icon name %}", name='"><script>alert(1)</script>')

    assert "<script>" not in page


def test_today_is_told_by_its_hour_and_another_day_by_its_name():
    now = timezone.now()
    far = now - timedelta(days=400)

    today = drawn("{% hour_or_day moment %}", moment=now)
    before = drawn("{% hour_or_day moment %}", moment=far)

    assert today.endswith(f">{timezone.localtime(now):%H:%M}</time>")
    assert before.endswith(f">{timezone.localtime(far):%Y-%m-%d}</time>")
    assert f'title="{timezone.localtime(far):%H:%M}"' in before
