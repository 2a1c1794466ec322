"""News for open screens: one stream a page, fed by the journal's NOTIFY.

The stream carries only that something happened and where; the page fetches the
part that shows it, with its own rights. So the stream can leak nothing.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Collection
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from renxin.desk.access import signed_in
from renxin.journal.book import CHANNEL
from renxin.site.postgres import database
from renxin.staff.models import Staff

BEAT_S = 15
AGAIN_S = 1
ROOM = 1000
LOOK = "{}"  # news without a topic: every screen looks


class Bulletin:
    """One listening connection for the whole process, heard by every screen."""

    def __init__(self) -> None:
        self.ears: set[asyncio.Queue[str]] = set()
        self.listening: asyncio.Task[None] | None = None

    async def listen(self) -> None:
        """Pass news on as long as a screen is open, whatever breaks meanwhile."""
        while self.ears:
            with contextlib.suppress(psycopg.Error, OSError):
                await self._hear()
            self.tell(LOOK)
            await asyncio.sleep(AGAIN_S)

    async def _hear(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            database.chosen().conninfo(), autocommit=True
        )
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            # What happened before this moment nobody heard: all look once more.
            self.tell(LOOK)
            async for notice in connection.notifies():
                self.tell(notice.payload)

    def tell(self, payload: str) -> None:
        for ear in self.ears:
            if ear.full():
                continue  # this screen fetches everything at its next beat
            ear.put_nowait(payload)

    def subscribe(self) -> asyncio.Queue[str]:
        ear: asyncio.Queue[str] = asyncio.Queue(ROOM)
        self.ears.add(ear)
        if self.listening is None or self.listening.done():
            self.listening = asyncio.create_task(self.listen())
        return ear


bulletin = Bulletin()


def asked_for(news: dict[str, Any], topics: Collection[str]) -> list[str]:
    """Which of a screen's topics these news are of; news of none are of all."""
    if not news:
        return [""]
    of = (news["fact"].partition(".")[0], f"patient-{news['patient']}")
    return [topic for topic in of if topic in topics]


@require_GET
@signed_in
async def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Send server-sent events for the topics in ``?on=``, of clinics one works at."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    topics = frozenset(request.GET.get("on", "").split(","))
    everywhere, clinics = staff.works_everywhere(), staff.clinic_ids()

    async def events() -> AsyncIterator[str]:
        # A screen is open all day: it must not keep a connection to the database.
        await sync_to_async(close_old_connections)()
        ear = bulletin.subscribe()
        yield "retry: 2000\nevent: look\ndata: {}\n\n"
        try:
            while True:
                try:
                    payload = await asyncio.wait_for(ear.get(), BEAT_S)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                news = json.loads(payload)
                if news and not everywhere and news["clinic"] not in clinics:
                    continue
                for topic in asked_for(news, topics):
                    yield f"event: look\ndata: {json.dumps({'on': topic})}\n\n"
        finally:
            bulletin.ears.discard(ear)

    response = StreamingHttpResponse(events(), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response
