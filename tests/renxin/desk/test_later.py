import sys

from django.urls import get_resolver

from renxin.desk import later
from renxin.desk.access import declared

ROOM = "wsgiref.headers"


def test_a_room_is_entered_by_the_first_call_and_not_before(monkeypatch):
    monkeypatch.delitem(sys.modules, ROOM, raising=False)
    monkeypatch.setattr(later, "rooms", [])
    room = later.later(ROOM)
    headers = room.Headers

    assert ROOM not in sys.modules
    assert headers([("Allow", "GET")])["Allow"] == "GET"
    assert ROOM in sys.modules


def test_a_waiting_view_says_who_may_use_it():
    room = later.later("renxin.scorecard.views.figures")

    assert declared(room.index).rights == ("figures.see",)


def test_naming_the_addresses_enters_no_room(monkeypatch):
    monkeypatch.delitem(sys.modules, ROOM, raising=False)
    monkeypatch.setattr(later, "rooms", [])

    assert not hasattr(later.later(ROOM).Headers, "view_class")
    assert ROOM not in sys.modules


def test_every_room_of_the_house_is_there():
    get_resolver().url_patterns  # noqa: B018  reading it names the rooms

    later.open_all()

    assert "renxin.scorecard.upkeep" in later.rooms
