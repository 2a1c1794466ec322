import pytest

from renxin.visits.duties import doing
from renxin.visits.duties.publishing import publish
from renxin.visits.models import Checklist
from tests.renxin.booking.conftest import clock
from tests.renxin.visits.owed import at_greeting, duty


@pytest.fixture
def first(db):
    return at_greeting("greeted", "told")


def lines(*texts):
    told = {"form-TOTAL_FORMS": len(texts), "form-INITIAL_FORMS": 2}
    for place, (zh, en) in enumerate(texts):
        told |= {
            f"form-{place}-zh": zh,
            f"form-{place}-en": en,
            f"form-{place}-standard": "COURTESY",
            f"form-{place}-asks": "WORD",
            f"form-{place}-is_required": "on",
        }
    return told


def test_what_holds_and_what_was_done_today_stand_there(
    managing, first, came, qian, dongyuan
):
    visit = came("周敏珍")
    here = visit.stage_entries.get()
    doing.do(here, duty("greeted"), by=qian, at=clock(9))
    doing.waive(here, [duty("told")], why="WORSE", by=qian, at=clock(9))
    visit.send_on(dongyuan.stations.get(stage="TREATMENT"), by=qian, at=clock(9, 5))

    page = managing.get("/flow/checklists/").content.decode()

    assert "Be greeted" in page
    assert "version 1" in page
    assert "50 %" in page


def test_a_new_version_is_published_for_every_clinic(over_all, first):
    told = lines(("问好", "Say hello"), ("", ""), ("让座", "Offer a seat"))

    answer = over_all.post(f"/flow/checklists/{first.pk}/", told)

    assert answer.status_code == 302
    new = Checklist.objects.get(version=2)
    assert new.clinic is None
    assert [one.zh for one in new.duties.order_by("position")] == ["问好", "让座"]


def test_who_works_at_one_clinic_does_not_write_for_all(managing, first):
    answer = managing.post(
        f"/flow/checklists/{first.pk}/", lines(("问好", "Say hello"))
    )

    assert answer.status_code == 422
    assert "works at every clinic" in answer.content.decode()
    assert "问好" in answer.content.decode()
    assert Checklist.objects.count() == 1


def test_or_for_this_clinic_alone(managing, first, dongyuan):
    told = lines(("问好", "Say hello")) | {"where": "here", "form-INITIAL_FORMS": 1}

    managing.post(f"/flow/checklists/{first.pk}/", told)

    assert Checklist.objects.latest("pk").clinic == dongyuan


def test_half_a_duty_is_not_published_and_nothing_typed_is_lost(managing, first):
    answer = managing.post(
        f"/flow/checklists/{first.pk}/", lines(("问好", ""), ("", ""))
    )

    assert answer.status_code == 422
    assert "Every duty needs its words" in answer.content.decode()
    assert "问好" in answer.content.decode()
    assert Checklist.objects.count() == 1


def test_who_wrote_from_an_older_version_is_told(over_all, first, manager_gu):
    publish(first, [], by=manager_gu, at=clock(9))

    answer = over_all.post(
        f"/flow/checklists/{first.pk}/", lines(("问好", "Say hello"), ("", ""))
    )

    assert answer.status_code == 409
    assert "published another version" in answer.content.decode()


def test_another_clinics_own_list_is_not_found(managing, hexi):
    theirs = at_greeting("greeted", clinic=hexi)

    assert managing.get(f"/flow/checklists/{theirs.pk}/").status_code == 404


def test_only_who_sets_up_the_house_publishes(desk, first):
    assert desk.get("/flow/checklists/").status_code == 403
    assert desk.post(f"/flow/checklists/{first.pk}/", {}).status_code == 403


def test_the_page_takes_few_queries(managing, first, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        managing.get("/flow/checklists/")
