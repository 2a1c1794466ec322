"""Every page × language × size × light: everyone can read it, and it says all of it.

One browser and one house serve the module; each address is loaded once in each
language, and turned to each size and light without being loaded again.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from renxin.patients.drawn_circle import short
from renxin.patients.models import Patient
from renxin.portal.middleware import COOKIE
from renxin.staff.models import Staff
from tests.journeys.pages import (
    PATIENT,
    WALKERS,
    address_of,
    is_whole,
    readable,
    walker,
    without_news,
)
from tests.standing import session_of, standing_house

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
DOORS = {door.name: door for door in readable()}
# The parts are shown with people who are on no record.
MADE_UP = {"look"}
# axe reads pages; what cannot be seen at rest (a closed dialog) it skips itself.
LOOK = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)"
WORDS = """() => {
  const kept = 'script, style, textarea, code, pre, [lang]:not(html)';
  const names = ['aria-label', 'title', 'placeholder', 'alt'];
  const told = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const within = walk.currentNode.parentElement;
    if (within && !within.closest(kept)) told.push(walk.currentNode.textContent);
  }
  for (const name of names)
    for (const one of document.body.querySelectorAll(`[${name}]`))
      told.push(one.getAttribute(name));
  return told.map(text => text.trim()).filter(Boolean);
}"""
# A tile or card so narrow writes its words one letter below the other.
SQUEEZED = """() => [...document.querySelectorAll('.tile, .card')]
  .filter(one => one.offsetWidth && one.offsetWidth < 120).length"""
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,’'-]+[A-Za-z]+){2,}")
# One character alone is the disc beside a name.
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
# The house's own name, and each language in itself.
IN_ANY_LANGUAGE = ("仁心", "简体中文", "中文")


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory):
    with standing_house(django_db_blocker, tmp_path_factory.mktemp("home")) as opened:
        yield opened


@pytest.fixture(scope="module")
def desks(house, chromium):
    """A browser window for each of those who walk through the house."""
    windows = {"": chromium.new_context(base_url=house["address"])}
    for role in WALKERS:
        windows[role] = chromium.new_context(base_url=house["address"])
        session = session_of(house["people"][role])
        windows[role].add_cookies(
            [{"name": "session", "value": session, "url": house["address"]}]
        )
    windows[PATIENT] = chromium.new_context(base_url=house["address"])
    phone = {"name": COOKIE, "value": house["phone"], "url": house["address"]}
    windows[PATIENT].add_cookies([phone])
    yield windows
    for window in windows.values():
        window.close()


def told_by_people():
    """Whatever people wrote of themselves and others, the longest first."""
    told = set()
    for model in apps.get_models():
        if not model.__module__.startswith("renxin."):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                told.update(model.objects.values_list(field.name, flat=True))
            elif isinstance(field, models.JSONField):
                found = model.objects.values_list(field.name, flat=True)
                told.update(words for one in found for words in strings(one))
    told.update(map(short, Patient.objects.values_list("name", flat=True)))
    known = (words for words in told if words and len(words) > 1)
    return sorted(known, key=len, reverse=True)


def strings(value):
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for one in inner:
            yield from strings(one)


def speak(house, window, language):
    Staff.objects.update(language=language)
    window.add_cookies(
        [{"name": "language", "value": language, "url": house["address"]}]
    )


def without(text, told):
    for words in (*told, *IN_ANY_LANGUAGE):
        text = text.replace(words, " ")
    return text


def foreign_words(page, language, told):
    """What stands on the page in the other language, and was not written by people."""
    pattern = ENGLISH if language == "zh-hans" else CHINESE
    texts = {without(text, told) for text in page.evaluate(WORDS)}
    return sorted(text for text in texts if pattern.search(text))


def misfits(page, language):
    """What axe finds and what does not fit, at both sizes and in both lights."""
    page.evaluate(AXE.read_text("utf-8") + ";0")
    ways = [(DESK, "light"), (PHONE, "light")]
    if language == "zh-hans":
        ways.append((PHONE, "dark"))
    for size, light in ways:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=light)
        where = f"{language} {light} {size['width']}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{where}: scrolls sideways"
        if squeezed := page.evaluate(SQUEEZED):
            yield f"{where}: {squeezed} tiles or cards are squeezed"
        for fault in page.evaluate(LOOK):
            yield f"{where}: {fault['id']}: {fault['nodes'][0]['html'][:160]}"


@pytest.mark.parametrize("name", sorted(DOORS))
def test_everyone_can_read_and_use_it_and_it_says_all_of_it(name, house, desks):
    door = DOORS[name]
    window, address = desks[walker(door)], address_of(door, house)
    page, wrong = window.new_page(), []
    without_news(page)
    page.on(
        "console",
        lambda said: (
            wrong.append(f"console: {said.text}")
            if said.type in {"error", "warning"}
            else None
        ),
    )
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))

    for language in ("zh-hans", "en"):
        speak(house, window, language)
        page.set_viewport_size(DESK)
        answer = page.goto(address)
        page.wait_for_load_state("load")
        if is_whole(answer):
            wrong += misfits(page, language)
        else:  # the browser asks for an icon no part names
            wrong.clear()
        if name not in MADE_UP:
            told = foreign_words(page, language, told_by_people())
            wrong += [f"{language}: {one}" for one in told]
    page.close()

    assert answer.ok
    assert not wrong, "\n".join(dict.fromkeys(wrong))
