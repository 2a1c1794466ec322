import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from django.test import AsyncClient
from django.urls import reverse
from django.utils import timezone

from renxin.journal import book
from renxin.site import live
from renxin.site.live import EVERYTHING, Bulletin, Screen, event
from renxin.visits.models import DisplayKey
from tests.cast import signed_in

PATIENCE_S = 10
DEPARTED = {"fact": "visits.departed", "clinic": 1, "patient": 7}


async def heard(screen):
    return await asyncio.wait_for(screen.hear(), PATIENCE_S)


async def closed(bulletin):
    bulletin.listening.cancel()
    await asyncio.gather(bulletin.listening, return_exceptions=True)


@pytest.mark.django_db(transaction=True)
def test_a_screen_looks_once_more_when_the_house_has_begun_to_listen():
    async def one_screen():
        bulletin, screen = Bulletin(), Screen(["tests"])
        bulletin.open(screen)
        first = await heard(screen)
        await asyncio.to_thread(speak)
        second = await heard(screen)
        await closed(bulletin)
        return first, second

    first, second = asyncio.run(one_screen())

    assert first == event(EVERYTHING)
    assert second == event("tests")


@pytest.mark.django_db(transaction=True)
def test_a_house_whose_database_went_away_listens_again(monkeypatch):
    monkeypatch.setattr(live, "AGAIN_S", 0.05)

    async def one_screen():
        bulletin, screen = Bulletin(), Screen(["tests"])
        bulletin.open(screen)
        told = [await heard(screen)]
        await asyncio.to_thread(cut_the_line)
        told += [await heard(screen), await heard(screen)]
        await asyncio.to_thread(speak)
        told.append(await heard(screen))
        await closed(bulletin)
        return told

    told = asyncio.run(one_screen())

    assert told == [event(EVERYTHING)] * 3 + [event("tests")]


def what_reaches(screen, *news):
    """What a screen has to look at after these news of one moment."""

    async def one_moment():
        bulletin = Bulletin()
        bulletin.listening = asyncio.get_running_loop().create_future()
        bulletin.open(screen)
        for one in news:
            bulletin.gather(one)
        bulletin.hand_out()
        return screen.news

    return asyncio.run(one_moment())


def test_a_screen_hears_of_its_subject_and_of_its_patient_alone():
    assert what_reaches(Screen(["visits", "patient-8"]), DEPARTED) == {"visits"}
    assert what_reaches(Screen(["patient-7"]), DEPARTED) == {"patient-7"}
    assert what_reaches(Screen(["booking", "patient-77"]), DEPARTED) == set()


def test_a_screen_hears_of_the_clinics_one_works_at_alone():
    nowhere = DEPARTED | {"clinic": None}

    assert what_reaches(Screen(["visits"], {1, 2}), DEPARTED) == {"visits"}
    assert what_reaches(Screen(["visits"], {2}), DEPARTED, nowhere) == set()
    assert what_reaches(Screen(["visits"]), nowhere) == {"visits"}


def test_a_rush_of_news_rings_once():
    async def one_moment():
        bulletin, screen = Bulletin(), Screen(["visits"])
        bulletin.listening = asyncio.get_running_loop().create_future()
        bulletin.open(screen)
        for _time in range(100):
            bulletin.gather(DEPARTED)
        return await heard(screen), screen.bell.is_set()

    told, more = asyncio.run(one_moment())

    assert told == event("visits")
    assert more is False


def test_nobody_is_kept_who_has_left():
    async def one_screen():
        bulletin, screen = Bulletin(), Screen(["visits", "patient-7"])
        bulletin.listening = asyncio.get_running_loop().create_future()
        bulletin.open(screen)
        bulletin.close(screen)
        return bulletin.screens, bulletin.by_topic

    assert asyncio.run(one_screen()) == (set(), {})


@pytest.mark.django_db(transaction=True)
def test_an_open_screen_keeps_no_connection_to_the_database(monkeypatch, greeter_lin):
    # As behind a pool: whatever is closed goes back to it.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)

    async def one_screen():
        desk = AsyncClient()
        await sync_to_async(signed_in)(desk, greeter_lin)
        answer = await desk.get("/live/?on=booking")
        parts = aiter(answer.streaming_content)
        first = await anext(parts)
        kept = await sync_to_async(lambda: connection.connection)()
        await parts.aclose()
        await closed(live.bulletin)
        return first, kept

    first, kept = asyncio.run(one_screen())

    assert first.startswith(b"retry")
    assert kept is None


@pytest.mark.django_db(transaction=True)
def test_a_screen_hears_now_and_then_that_the_line_is_alive(monkeypatch, greeter_lin):
    monkeypatch.setattr(live, "BEAT_S", 0.05)

    async def one_screen():
        desk = AsyncClient()
        await sync_to_async(signed_in)(desk, greeter_lin)
        answer = await desk.get("/live/?on=nothing")
        parts = aiter(answer.streaming_content)
        told = [await anext(parts) for _part in range(3)]
        await parts.aclose()
        await closed(live.bulletin)
        return told

    assert live.BEAT.encode() in asyncio.run(one_screen())


def test_nobody_hears_anything_without_signing_in(client, db):
    assert client.get("/live/").status_code == 302


def test_the_stream_is_never_stored(client, greeter_lin):
    answer = signed_in(client, greeter_lin).get("/live/?on=promises")

    assert answer["Content-Type"] == "text/event-stream"
    assert answer["Cache-Control"] == "no-store"


def speak():
    book.announce("tests.spoke", clinic_id=7)
    connection.close()


def cut_the_line():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE query LIKE 'LISTEN%' AND datname = current_database()"""
        )
    connection.close()


def test_a_screen_in_a_waiting_room_hears_with_its_key_and_no_other(
    client, dongyuan, greeter_lin
):
    secret = DisplayKey.make(dongyuan, by=greeter_lin, at=timezone.now())
    address = reverse("live_display", args=[secret])

    answer = client.get(f"{address}?on=patient-1")
    assert answer["Content-Type"] == "text/event-stream"
    assert answer["Cache-Control"] == "no-store"
    DisplayKey.revoke(dongyuan, at=timezone.now())

    assert client.get(address).status_code == 404
