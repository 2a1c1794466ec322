"""Messages that go nowhere: each is written into a private file of the home.

For a demonstration and for trying out; nothing reaches a phone by it.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from renxin.patients.models import ContactPoint
from renxin.voice.channels import Answer, Heard, Letter, Question
from renxin.voice.kinds import Receipt

FOLDER = "messages"
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Recording:
    """The channel itself: a folder of one file a message."""

    folder: Path
    name: str = "recording"
    receipt: str = Receipt.RECORDED
    reaches: str = ContactPoint.Kind.PHONE
    family: str = "SMS"
    needs_template: bool = False
    in_house: bool = False

    def send(self, letter: Letter) -> Answer:
        """Write it down whole or not at all; the same number again changes nothing."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self._place(letter.out_id)
        if place.is_file():
            return Answer(Heard.YES)
        draft = place.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            told = {"to": letter.to, "words": letter.words, "saying": letter.saying}
            json.dump(told, file, ensure_ascii=False)
        draft.replace(place)
        return Answer(Heard.YES)

    def ask(self, question: Question) -> Answer:
        there = self._place(question.out_id).is_file()
        return Answer(Heard.YES if there else Heard.NO)

    def read(self, out_id: str) -> dict[str, str]:
        """What was written under this number; empty when it is gone."""
        place = self._place(out_id)
        if not place.is_file():
            return {}
        found: dict[str, str] = json.loads(place.read_text("utf-8"))
        return found

    def let_go(self, *, at: datetime) -> None:
        for place in self._all():
            written = datetime.fromtimestamp(place.stat().st_mtime, tz=UTC)
            if written < at - KEPT:
                place.unlink(missing_ok=True)

    def _all(self) -> Iterator[Path]:
        yield from self.folder.glob("*.json") if self.folder.is_dir() else ()

    def _place(self, out_id: str) -> Path:
        return self.folder / f"{UUID(out_id)}.json"


def channel() -> Recording:
    return Recording(Path(settings.HOME) / FOLDER)
