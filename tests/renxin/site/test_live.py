import asyncio
import json

import pytest
from django.db import connection

from renxin.journal import book
from renxin.site import live
from renxin.site.live import LOOK, Bulletin
from tests.cast import signed_in

PATIENCE_S = 10


async def heard(ear):
    return await asyncio.wait_for(ear.get(), PATIENCE_S)


async def closed(bulletin):
    bulletin.listening.cancel()
    await asyncio.gather(bulletin.listening, return_exceptions=True)


@pytest.mark.django_db(transaction=True)
def test_a_screen_looks_once_more_when_the_house_has_begun_to_listen():
    async def one_screen():
        bulletin = Bulletin()
        ear = bulletin.subscribe()
        first = await heard(ear)
        await asyncio.to_thread(speak)
        second = await heard(ear)
        await closed(bulletin)
        return first, json.loads(second)

    first, second = asyncio.run(one_screen())

    assert first == LOOK
    assert second == {"fact": "tests.spoke", "clinic": 7, "patient": None}


@pytest.mark.django_db(transaction=True)
def test_a_house_whose_database_went_away_listens_again(monkeypatch):
    monkeypatch.setattr(live, "AGAIN_S", 0)

    async def one_screen():
        bulletin = Bulletin()
        ear = bulletin.subscribe()
        told = [await heard(ear)]
        await asyncio.to_thread(cut_the_line)
        told += [await heard(ear), await heard(ear)]
        await asyncio.to_thread(speak)
        told.append(await heard(ear))
        await closed(bulletin)
        return told

    told = asyncio.run(one_screen())

    assert told[:3] == [LOOK] * 3
    assert "tests.spoke" in told[3]


def test_a_screen_that_does_not_keep_up_holds_nobody_up():
    async def one_screen():
        bulletin = Bulletin()
        slow = asyncio.Queue(1)
        bulletin.ears.add(slow)
        for _time in range(3):
            bulletin.tell(LOOK)
        return slow.qsize()

    assert asyncio.run(one_screen()) == 1


def test_a_screen_hears_of_its_subject_and_of_its_patient_alone():
    news = {"fact": "visits.departed", "clinic": 1, "patient": 7}

    assert live.asked_for(news, {"visits", "patient-8"}) == ["visits"]
    assert live.asked_for(news, {"patient-7"}) == ["patient-7"]
    assert live.asked_for(news, {"booking", "patient-77"}) == []
    assert live.asked_for({}, {"booking"}) == [""]


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
