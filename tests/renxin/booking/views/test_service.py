import pytest

from renxin.booking.models import Service

NEW = "/calendar/services/new/"
ROOT = {
    "name": "根管",
    "code": "root",
    "minutes": "50",
    "preparation_minutes": "5",
    "cleanup_minutes": "10",
    "needs_chair": "on",
    "assistants": "1",
}


def test_a_service_is_added_with_what_it_takes(managing):
    assert managing.post(NEW, ROOT).status_code == 302

    service = Service.objects.get()
    assert (service.minutes, service.assistants) == (50, 1)
    assert service.needs_chair()
    assert "根管" in managing.get("/calendar/services/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [("minutes", "0"), ("minutes", "721"), ("code", "根 管"), ("name", "")],
)
def test_what_makes_no_service_is_sent_back(managing, field, typed):
    assert managing.post(NEW, ROOT | {field: typed}).status_code == 422

    assert not Service.objects.exists()


def test_two_services_have_two_codes(managing, filling):
    answer = managing.post(NEW, ROOT | {"code": filling.code})

    assert answer.status_code == 422
    assert "Another service has this code." in answer.content.decode()


def test_two_people_do_not_overwrite_each_other(managing, filling):
    address = f"/calendar/services/{filling.pk}/"
    changed = ROOT | {"version": filling.version}

    assert managing.get(address).status_code == 200
    assert managing.post(address, changed).status_code == 302
    assert managing.post(address, changed).status_code == 409


def test_a_service_that_ended_is_not_offered_and_may_come_back(managing, filling):
    address = f"/calendar/services/{filling.pk}/ending/"

    managing.post(address)
    shown = managing.get("/calendar/appointments/new/").content.decode()
    assert "补牙" not in shown

    managing.post(address, {"again": "1"})
    shown = managing.get("/calendar/appointments/new/").content.decode()
    assert "补牙" in shown


def test_the_front_desk_sets_up_nothing(desk):
    assert desk.get("/calendar/services/").status_code == 403


@pytest.mark.parametrize("version", ["", "x", "٣", "9" * 40])
def test_a_version_that_is_no_number_changes_nothing(managing, filling, version):
    address = f"/calendar/services/{filling.pk}/"

    assert managing.post(address, ROOT | {"version": version}).status_code == 409

    filling.refresh_from_db()
    assert filling.name == "补牙"
