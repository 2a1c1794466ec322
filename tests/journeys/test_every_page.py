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
from renxin.staff.models import Staff
from tests.journeys.pages import Walks, address_of, is_whole, readable, walker
from tests.standing import standing_house

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AXE = SCRIPT.read_text("utf-8") + ";0"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
DOORS = {door.name: door for door in readable()}
# The parts are shown with people who are on no record.
MADE_UP = {"look"}
# axe reads pages; what cannot be seen at rest (a closed dialog) it skips itself.
LOOK = """more => axe.run(
    document, {resultTypes: ['violations'], preload: false, ...more}
).then(r => r.violations)"""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
# Each language, size and light is read; what changes in the dark is the colours,
# and between languages nothing but the words.
WAYS = {
    "zh-hans": ((DESK, "light", {}), (PHONE, "light", {}), (PHONE, "dark", COLOURS)),
    "en": ((DESK, "light", {}), (PHONE, "light", None)),
}
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
        yield opened | {"told": told_by_people()}


@pytest.fixture(scope="module")
def walks(house, chromium):
    """A tab for each of those who walk through the house."""
    opened = Walks(chromium, house)
    yield opened
    opened.close()


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
    page.evaluate(AXE)
    for size, light, asked in WAYS[language]:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=light)
        where = f"{language} {light} {size['width']}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{where}: scrolls sideways"
        if squeezed := page.evaluate(SQUEEZED):
            yield f"{where}: {squeezed} tiles or cards are squeezed"
        for fault in page.evaluate(LOOK, asked) if asked is not None else ():
            yield f"{where}: {fault['id']}: {fault['nodes'][0]['html'][:160]}"


@pytest.mark.parametrize("name", sorted(DOORS))
def test_everyone_can_read_and_use_it_and_it_says_all_of_it(name, house, walks):
    walk, address, wrong = (
        walks[walker(DOORS[name])],
        address_of(DOORS[name], house),
        [],
    )

    for language in ("zh-hans", "en"):
        speak(house, walk.window, language)
        walk.page.set_viewport_size(DESK)
        walk.page.emulate_media(color_scheme="light")
        answer = walk.open(address)
        if is_whole(answer):
            wrong += misfits(walk.page, language)
        wrong += walk.complaints
        if name not in MADE_UP:
            told = foreign_words(walk.page, language, house["told"])
            wrong += [f"{language}: {one}" for one in told]

    assert answer.ok
    assert not wrong, "\n".join(dict.fromkeys(wrong))
