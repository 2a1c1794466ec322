"""The Chinese catalogues: one an app, complete, of one mind, built at set-up."""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import polib

from renxin.site.home import CHECKOUT
from renxin.site.words.msgids import Message, in_folder

LANGUAGE = "zh_Hans"
PLACE = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"
# These stand outside the apps that Django installs; the site speaks for them.
SPOKEN_FOR = ("cli", "demo", "site")
HEADER = {
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


def apps() -> list[str]:
    houses = (path.parent.name for path in (CHECKOUT / "renxin").glob("*/__init__.py"))
    return sorted({"site" if name in SPOKEN_FOR else name for name in houses})


def path_of(app: str) -> Path:
    return CHECKOUT / "renxin" / app / PLACE


def wanted(app: str) -> dict[tuple[str, str], Message]:
    """What an app's code and templates ask for."""
    folders = [CHECKOUT / "renxin" / app]
    if app == "site":
        folders = [CHECKOUT / "renxin" / name for name in SPOKEN_FOR]
        folders.append(CHECKOUT / "templates")
    asked = sorted(set(chain.from_iterable(map(in_folder, folders))))
    return {(message.context, message.msgid): message for message in asked}


def opened(app: str) -> polib.POFile:
    path = path_of(app)
    if path.is_file():
        return polib.pofile(str(path), wrapwidth=0)
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = dict(HEADER)
    return fresh


def key(entry: polib.POEntry) -> tuple[str, str]:
    return (entry.msgctxt or "", entry.msgid)


def update(app: str, known: dict[tuple[str, str], str]) -> list[str]:
    """Bring a catalogue up to the code; return what is new and has no words yet."""
    asked, book = wanted(app), opened(app)
    before = str(book)
    entries = {key(entry): entry for entry in book}
    for place, entry in entries.items():
        entry.obsolete = place not in asked
    for place, message in asked.items():
        if place not in entries:
            entries[place] = entry_for(message, known.get(place, ""))
    kept = [entry for entry in entries.values() if not entry.obsolete or said(entry)]
    book[:] = sorted(kept, key=lambda entry: (entry.obsolete, entry.msgid, key(entry)))
    if str(book) != before:
        save(book, path_of(app))
    return [entry.msgid for entry in book if not entry.obsolete and not said(entry)]


def entry_for(message: Message, text: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: text}
    else:
        entry.msgstr = text
    entry.flags = ["python-format"] if "%" in message.msgid else []
    return entry


def said(entry: polib.POEntry) -> str:
    return str(entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr)


def save(book: polib.POFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    book.save(str(draft))
    draft.replace(path)


def known_words() -> dict[tuple[str, str], str]:
    """Every translation the house has, so that a second app need not think again."""
    entries = chain.from_iterable(map(opened, apps()))
    return {key(entry): said(entry) for entry in entries if said(entry)}


def build() -> None:
    """Write the `.mo` beside each catalogue, for Django to read."""
    for path in (CHECKOUT / "renxin").glob(f"*/{PLACE}"):
        draft = path.with_suffix(f".{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(path.with_suffix(".mo"))


def faults() -> Iterator[str]:
    """What keeps the Chinese from being complete and of one mind."""
    words: dict[tuple[str, str], str] = {}
    for app in apps():
        entries = {key(entry): entry for entry in opened(app) if not entry.obsolete}
        for place in wanted(app):
            entry = entries.get(place)
            yield from faults_of(app, place[1], entry)
            text = said(entry) if entry else ""
            if text and words.setdefault(place, text) != text:
                yield f"{app}: “{place[1]}” is {text} here and {words[place]} elsewhere"


def faults_of(app: str, msgid: str, entry: polib.POEntry | None) -> Iterator[str]:
    if entry is None:
        yield f"{app}: “{msgid}” is not in the catalogue"
    elif not said(entry):
        yield f"{app}: “{msgid}” has no translation"
    elif entry.fuzzy:
        yield f"{app}: “{msgid}” is fuzzy"
    elif said(entry) and not same_places(entry):
        yield f"{app}: “{msgid}” has other placeholders in {said(entry)}"


def same_places(entry: polib.POEntry) -> bool:
    """Whether a translation fills the blanks its sentence has, each as often."""
    return sorted(blanks(said(entry))) in (
        sorted(blanks(entry.msgid)),
        sorted(blanks(entry.msgid_plural or entry.msgid)),
    )


def blanks(text: str) -> Iterable[str]:
    return PLACEHOLDER.findall(text)
