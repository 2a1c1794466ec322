"""The look's own rules: one place for colours, two equal nights, few bytes."""

import gzip
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "web" / "styles"
DIST = ROOT / "web" / "dist"
HTMX = "django_htmx/static/django_htmx/htmx-4.min.js"
SHEETS = sorted(STYLES.rglob("*.css"))
# Paper is white.
WHITE_GROUND = {"print.css"}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgb\(|\bhsl\(")
# Everything a page loads, charts left out, in kB as it travels.
WEIGHT_KB = 200
# All that a patient's phone loads beside a page, not even compressed.
PATIENTS_KB = 40


def values(sheet, opening):
    block = sheet[sheet.index(opening) + len(opening) :]
    body = block[: block.index("}")]
    return dict(re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", body))


def compressed(path):
    return len(gzip.compress(path.read_bytes()))


def test_night_by_choice_and_night_by_the_system_are_the_same_night():
    sheet = (STYLES / "tokens.css").read_text("utf-8")

    chosen = values(sheet, '[data-theme="dark"] {')
    system = values(sheet, ":root:not([data-theme]) {")

    assert len(chosen) > 40
    assert chosen == system


def test_day_and_night_name_the_same_colours():
    sheet = (STYLES / "tokens.css").read_text("utf-8")

    day = values(sheet, '[data-theme="light"] {')

    assert set(day) == set(values(sheet, '[data-theme="dark"] {'))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_colour_is_named_in_the_tokens_and_nowhere_else(sheet):
    if sheet.name == "tokens.css":
        return

    found = [colour.lower() for colour in COLOUR.findall(sheet.read_text("utf-8"))]

    assert sheet.name in WHITE_GROUND or not found


def test_every_sheet_is_loaded():
    entries = {"main.css", "portal.css"}
    loaded = {
        sheet
        for entry in entries
        for sheet in re.findall(
            r'@import "\./(.+?)"', (STYLES / entry).read_text("utf-8")
        )
    }

    there = {str(sheet.relative_to(STYLES)) for sheet in SHEETS} - entries

    assert loaded == there


def test_a_page_travels_light():
    site_packages = next((ROOT / ".venv").glob("lib/python3*/site-packages"))
    files = [DIST / "look.css", DIST / "app.js", DIST / "icons.svg"]

    weight = sum(map(compressed, [*files, site_packages / HTMX]))

    assert weight <= WEIGHT_KB * 1000


def test_a_patients_page_travels_lighter_still():
    files = [DIST / "portal.css", DIST / "icons.svg", DIST / "seal.svg"]

    assert sum(path.stat().st_size for path in files) <= PATIENTS_KB * 1000


def test_every_icon_a_page_asks_for_is_drawn():
    sprite = (ROOT / "web" / "icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'id="i-([\w-]+)"', sprite))
    pages = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("renxin/**/*.html")]

    asked = {
        icon
        for page in pages
        for icon in re.findall(r'{% icon "([\w-]+)"', page.read_text("utf-8"))
    }

    assert asked - drawn == set()


def test_the_lock_file_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))

    pins = {name: pin for name, pin in lock["packages"].items() if name}

    assert [name for name, pin in pins.items() if "resolved" in pin] == []
    # Builds for other machines that the index at hand did not serve are optional.
    assert all("integrity" in pin or pin.get("optional") for pin in pins.values())
