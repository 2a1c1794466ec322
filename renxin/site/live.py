"""News for open screens: one stream a page, fed by the journal's NOTIFY.

The stream carries only that something happened and where; the page fetches the
part that shows it, with its own rights. So the stream can leak nothing.
"""

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Collection
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from renxin.desk.access import public, signed_in
from renxin.journal.book import CHANNEL
from renxin.site.postgres import database
from renxin.staff.models import Staff
from renxin.visits.models import DisplayKey

BEAT_S = 15
AGAIN_S = 1
# News of one moment ring once: a rush of changes costs a screen a few looks a second.
GATHER_S = 0.15
EVERYTHING = ""
# A word, not a comment: a page that hears none for long knows that its line is dead.
BEAT = "event: beat\ndata: {}\n\n"


class Screen:
    """An open page: what it shows, of which clinics, and what it has to look at."""

    def __init__(
        self, topics: Collection[str], clinics: Collection[int] | None = None
    ) -> None:
        # Without clinics: whoever works everywhere hears of everywhere.
        self.topics, self.clinics = frozenset(topics), clinics
        self.news: set[str] = set()
        self.bell = asyncio.Event()

    def shows(self, clinics: Collection[int | None]) -> bool:
        return self.clinics is None or any(one in self.clinics for one in clinics)

    def tell(self, topic: str) -> None:
        self.news.add(topic)
        self.bell.set()

    async def hear(self) -> str:
        """What there is to look at, as soon as there is something."""
        await self.bell.wait()
        self.bell.clear()
        told, self.news = self.news, set()
        return "".join(map(event, sorted(told)))


class Bulletin:
    """One listening connection for the whole process, read once for every screen."""

    def __init__(self) -> None:
        self.screens: set[Screen] = set()
        self.by_topic: dict[str, set[Screen]] = defaultdict(set)
        self.news: dict[str, set[int | None]] = defaultdict(set)
        self.listening: asyncio.Task[None] | None = None

    async def listen(self) -> None:
        """Pass news on as long as a screen is open, whatever breaks meanwhile."""
        while self.screens:
            with contextlib.suppress(psycopg.Error, OSError):
                await self._hear()
            self.tell_all()
            await asyncio.sleep(AGAIN_S)

    async def _hear(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            database.chosen().conninfo(),
            autocommit=True,
            # What broke without a word, as at a firewall, is noticed in half a minute.
            keepalives_idle=BEAT_S,
            keepalives_interval=5,
            keepalives_count=3,
        )
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            # What happened before this moment nobody heard: all look once more.
            self.tell_all()
            async for notice in connection.notifies():
                self.gather(json.loads(notice.payload))

    def gather(self, news: dict[str, Any]) -> None:
        if not self.news:
            asyncio.get_running_loop().call_later(GATHER_S, self.hand_out)
        for topic in topics_of(news):
            self.news[topic].add(news["clinic"])

    def hand_out(self) -> None:
        gathered, self.news = self.news, defaultdict(set)
        for topic, clinics in gathered.items():
            for screen in self.by_topic.get(topic, ()):
                if screen.shows(clinics):
                    screen.tell(topic)

    def tell_all(self) -> None:
        for screen in self.screens:
            screen.tell(EVERYTHING)

    def open(self, screen: Screen) -> None:
        self.screens.add(screen)
        for topic in screen.topics:
            self.by_topic[topic].add(screen)
        if self.listening is None or self.listening.done():
            self.listening = asyncio.create_task(self.listen())

    def close(self, screen: Screen) -> None:
        self.screens.discard(screen)
        for topic in screen.topics:
            self.by_topic[topic].discard(screen)
            if not self.by_topic[topic]:
                del self.by_topic[topic]


bulletin = Bulletin()


def topics_of(news: dict[str, Any]) -> tuple[str, str]:
    """The subject that something happened in, and the patient it happened to."""
    return news["fact"].partition(".")[0], f"patient-{news['patient']}"


def event(topic: str) -> str:
    return f"event: look\ndata: {json.dumps({'on': topic})}\n\n"


@require_GET
@signed_in
async def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Send server-sent events for the topics in ``?on=``, of clinics one works at."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    topics = request.GET.get("on", "").split(",")
    return _told(topics, None if staff.works_everywhere() else staff.clinic_ids())


@require_GET
@public
async def display(request: HttpRequest, secret: str) -> StreamingHttpResponse:
    """For a screen in a waiting room: only that its own clinic's board has changed."""
    clinic = await sync_to_async(DisplayKey.clinic_behind)(secret)
    if clinic is None:
        raise Http404
    return _told(["visits"], [clinic.pk])


def _told(
    topics: Collection[str], clinics: Collection[int] | None
) -> StreamingHttpResponse:
    async def events() -> AsyncIterator[str]:
        # A screen is open all day: it must not keep a connection to the database.
        await sync_to_async(close_old_connections)()
        screen = Screen(topics, clinics)
        bulletin.open(screen)
        try:
            yield "retry: 2000\nevent: look\ndata: {}\n\n"
            while True:
                try:
                    async with asyncio.timeout(BEAT_S):
                        told = await screen.hear()
                except TimeoutError:
                    told = BEAT
                yield told
        finally:
            bulletin.close(screen)

    response = StreamingHttpResponse(events(), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response
