from django.urls import reverse

from renxin.visits.kinds import Stage
from renxin.visits.models import Station

LIST = "/flow/stations/"
ASKED = {"name": "拍片", "stage": Stage.EXAMINATION, "goal_minutes": 12}


def names(clinic):
    return [one.name for one in Station.objects.at(clinic)]


def test_a_station_is_added_behind_the_others(managing, came, dongyuan):
    came("王芳")

    answer = managing.post(f"{LIST}new/", ASKED)

    made = Station.objects.get(name="拍片")
    assert answer.status_code == 302
    assert names(dongyuan)[-1] == "拍片"
    assert (made.stage, made.goal_minutes) == (Stage.EXAMINATION, 12)


def test_two_stations_of_one_name_cannot_be_told_apart(managing, dongyuan):
    managing.post(f"{LIST}new/", ASKED)

    answer = managing.post(f"{LIST}new/", ASKED)

    assert answer.status_code == 422
    assert "There is a station called 拍片 already." in answer.content.decode()
    assert Station.objects.count() == 1


def test_a_station_is_renamed_once_by_the_quicker_of_two(managing, dongyuan):
    managing.post(f"{LIST}new/", ASKED)
    station = Station.objects.get()
    drawn = ASKED | {"version": station.version}

    managing.post(f"{LIST}{station.pk}/", drawn | {"name": "口扫"})
    answer = managing.post(f"{LIST}{station.pk}/", drawn | {"name": "CT"})

    assert answer.status_code == 409
    assert names(dongyuan) == ["口扫"]


def test_a_station_does_not_close_over_people(managing, came, dongyuan):
    visit = came("王芳")
    station = visit.stage_entries.get().station

    answer = managing.post(f"{LIST}{station.pk}/closing/")

    assert answer.status_code == 422
    assert f"Still at {station.name}: 1." in answer.content.decode()
    station.refresh_from_db()
    assert station.closed_at is None


def test_an_empty_station_closes_and_opens_again(managing, came, dongyuan):
    came("王芳")
    station = dongyuan.stations.get(stage=Stage.PHARMACY)

    managing.post(f"{LIST}{station.pk}/closing/")
    station.refresh_from_db()
    assert station.closed_by.name == "孙敏"
    managing.post(f"{LIST}{station.pk}/closing/", {"again": "1"})

    station.refresh_from_db()
    assert station.closed_at is None


def test_stations_change_places(managing, came, dongyuan):
    came("王芳")
    first, second, *_others = Station.objects.at(dongyuan)

    managing.post(f"{LIST}{first.pk}/place/", {"way": "down"})
    assert names(dongyuan)[:2] == [second.name, first.name]
    managing.post(f"{LIST}{second.pk}/place/", {"way": "up"})

    assert names(dongyuan)[:2] == [second.name, first.name]


def test_a_new_key_is_told_once_and_shuts_the_one_before(managing, client):
    first = managing.post(LIST).context["address"]
    second = managing.post(LIST).context["address"]

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert second not in managing.get(LIST).content.decode()


def test_the_display_is_shut_by_one_press(managing, client):
    address = managing.post(LIST).context["address"]

    managing.post(reverse("visits:display_end"))

    assert client.get(address).status_code == 404


def test_the_front_desk_sets_up_nothing(desk):
    assert desk.get(LIST).status_code == 403
    assert desk.post(f"{LIST}new/", ASKED).status_code == 403
    assert desk.post(reverse("visits:display_end")).status_code == 403
