from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.followup.models import ListPromise, MinedList
from renxin.patients.models import Consent
from renxin.staff.models import Look
from renxin.staff.models.staff import Language
from tests.cast import signed_in
from tests.renxin.followup.views.conftest import HTMX


@pytest.fixture
def overdue(came, wang_fang):
    long_ago = timezone.now() - timedelta(days=210)
    came(wang_fang, at=long_ago)
    told = {"answer": "GIVEN", "method": "PAPER", "text_version": "1"}
    Consent.objects.create(
        patient=wang_fang, purpose="RECALL", evidence="A", given_at=long_ago, **told
    )


@pytest.fixture
def drawn(desk, overdue):
    desk.post("/lists/new/", {"sort": "OVERDUE"})
    return MinedList.objects.get()


@pytest.fixture
def doctor(client, doctor_li):
    doctor_li.language = Language.EN
    doctor_li.save()
    return lambda: signed_in(client, doctor_li)


def test_a_list_is_drawn_with_one_key_and_every_look_is_written_down(
    desk, drawn, wang_fang
):
    page = desk.get(f"/lists/{drawn.pk}/").content.decode()

    assert "王芳" in page
    assert "not yet known" in page
    assert Look.objects.filter(patient_id=wang_fang.pk, what="LIST").exists()


def test_a_part_of_the_page_shows_no_names_unseen(desk, drawn, wang_fang):
    """Whatever asks for it, and however: who reads the names is written down."""
    part = desk.get(f"/lists/{drawn.pk}/", headers=HTMX | {"X-Background": "1"})

    assert "王芳" in part.content.decode()
    assert Look.objects.filter(patient_id=wang_fang.pk, what="LIST").exists()


def test_where_nobody_is_found_it_says_so(desk):
    answer = desk.post("/lists/new/", {"sort": "FAMILY"})

    assert answer.status_code == 422
    assert "Nobody is found" in answer.content.decode()


def test_whoever_draws_has_no_key_to_agree(desk, drawn):
    assert "Agree, and promise" not in desk.get(f"/lists/{drawn.pk}/").content.decode()
    assert desk.post(f"/lists/{drawn.pk}/agreement/").status_code == 403


def test_the_doctor_agrees_with_one_key(drawn, doctor):
    desk = doctor()
    assert (
        "Agree, and promise 1 call" in desk.get(f"/lists/{drawn.pk}/").content.decode()
    )

    desk.post(f"/lists/{drawn.pk}/agreement/")

    assert ListPromise.objects.count() == 1
    assert "Agree, and promise" not in desk.get(f"/lists/{drawn.pk}/").content.decode()


def test_the_doctor_strikes_with_a_reason(drawn, doctor):
    row = drawn.rows.get()

    doctor().post(f"/lists/names/{row.pk}/striking/", {"why": "在外院"}, headers=HTMX)

    row.refresh_from_db()
    assert row.struck.why == "在外院"


def test_another_clinic_sees_nothing_of_it(client, drawn, outsider_zhao):
    outsider_zhao.posts.update(role="DOCTOR")
    desk = signed_in(client, outsider_zhao)

    assert desk.get(f"/lists/{drawn.pk}/").status_code == 404


def test_a_marketer_sees_no_list(client, manager_gu, drawn):
    """REF-11: who sells does not see who is ill."""
    manager_gu.posts.update(role="MARKETER")

    assert signed_in(client, manager_gu).get("/lists/").status_code == 403
