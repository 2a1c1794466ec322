from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from renxin.followup.line import morning
from renxin.followup.models import LineAlarm, LineBreak, LineReason, LineStart
from renxin.promises.models import Promise
from tests.cast import signed_in
from tests.renxin.followup.trials import drawn, trial
from tests.renxin.followup.views.conftest import HTMX
from tests.renxin.promises.made import promised

HERE = "/line/"


def test_the_page_names_who_is_broken_since_when_and_why(desk, line_break, doctor_li):
    page = desk.get(HERE).content.decode()

    assert "王芳" in page
    assert "Left without a next step" in page
    assert doctor_li.name in page
    assert "On the morning of" in page


def test_it_says_from_which_day_the_past_counts(desk, start):
    assert "count from 2026-01-01 on" in desk.get(HERE).content.decode()


def test_and_that_it_does_not_count_where_nobody_said(desk):
    assert "nobody said from which day on" in desk.get(HERE).content.decode()


def test_whoever_is_owed_a_call_meanwhile_is_not_called_broken(
    desk, line_break, wang_fang, dongyuan, carer
):
    now = timezone.now()
    promised(wang_fang, dongyuan, by=carer, at=now, due_at=now)

    page = desk.get(HERE).content.decode()

    assert f'id="break-{line_break.pk}"' not in page


def test_one_key_promises_a_call(desk, line_break):
    answer = desk.post(
        reverse("followup:line_call", args=[line_break.pk]), headers=HTMX
    )

    assert "A call is promised, by" in answer.content.decode()
    assert "followup-changed" in answer["HX-Trigger"]
    assert Promise.objects.get().kind == "CALL"


def test_who_may_not_be_rung_leads_to_the_reason(
    desk, line_break, wang_fang, dongyuan, carer
):
    now = timezone.now()
    promised(wang_fang, dongyuan, by=carer, at=now, due_at=now).stop_calls(
        by=carer, at=now
    )

    answer = desk.post(
        reverse("followup:line_call", args=[line_break.pk]), headers=HTMX
    )

    assert answer.status_code == 422
    assert "This person asked not to be called." in answer.content.decode()
    assert 'name="why"' in answer.content.decode()


def test_the_reason_is_written_down(desk, line_break):
    url = reverse("followup:line_reason", args=[line_break.pk])

    desk.post(url, {"why": "MOVED"}, headers=HTMX)

    assert LineReason.objects.get().why == "MOVED"
    assert not LineBreak.objects.open().exists()


def test_the_alarm_is_heard_with_one_key(desk, line_break, carer):
    alarm = LineAlarm.objects.get()

    desk.post(reverse("followup:line_alarm", args=[alarm.pk]), headers=HTMX)

    assert alarm.heard.by == carer


def test_the_manager_sets_the_day(client, manager_gu, dongyuan):
    desk = signed_in(client, manager_gu)

    desk.post("/line/start/", {"counted_from": "2026-02-01"}, headers=HTMX)

    assert f"{LineStart.objects.of(dongyuan).counted_from}" == "2026-02-01"


def test_a_day_to_come_is_refused(client, manager_gu):
    answer = signed_in(client, manager_gu).post(
        "/line/start/", {"counted_from": "2099-01-01"}, headers=HTMX
    )

    assert answer.status_code == 422
    assert not LineStart.objects.exists()


def test_another_clinic_sees_nothing_of_it(client, line_break, outsider_zhao):
    desk = signed_in(client, outsider_zhao)

    assert "王芳" not in desk.get(HERE).content.decode()
    answer = desk.post(reverse("followup:line_call", args=[line_break.pk]))
    assert answer.status_code == 404


def test_the_page_asks_as_much_for_many_as_for_one(
    desk, line_break, django_assert_max_num_queries
):
    with django_assert_max_num_queries(32):
        desk.get(HERE)


def test_whom_a_trial_holds_out_is_counted_and_said_why(
    desk, came, wang_fang, dongyuan, doctor_li, manager_gu
):
    now = timezone.now()
    came(wang_fang, at=now - timedelta(days=2))
    drawn(trial(doctor_li, manager_gu), wang_fang, dongyuan, at=now)
    morning.count_the_line(at=now.replace(hour=4, minute=0) + timedelta(days=1))

    page = desk.get("/line/").content.decode()

    assert "Held out of a trial" in page
    assert "Held out of A protocol of the tests until" in page
    assert "safety is not touched" in page


def test_their_own_page_says_so_where_the_next_step_would_stand(
    desk, wang_fang, dongyuan, doctor_li, manager_gu
):
    drawn(trial(doctor_li, manager_gu), wang_fang, dongyuan, at=timezone.now())

    page = desk.get(reverse("patients:show", args=[wang_fang.pk])).content.decode()

    assert "Held out of A protocol of the tests until" in page
    assert "Nobody rings them of our own accord until then" in page
