"""What the patient's own page denies, no list, search, count or file gives away."""

import io
import re
import zipfile
from functools import cache

import pytest
from django.db import transaction
from django.urls import reverse

from renxin.scorecard.pieces import LISTS
from renxin.site.doors import doors
from tests.security.objects import theirs
from tests.security.reading import SEARCHES, SOUGHT, addresses, body
from tests.security.world import CARD, PHONE

HIDDEN = "欧阳不可见"
# A whole mainland phone number or identity number, however it is spaced.
PHONE_NUMBER = re.compile(
    r"(?<![\d.-])(?:86)?[ -]?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.])"
)
CARD_NUMBER = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)")

# The file to correct holds what its sender wrote, and is given to nobody else; a
# lookup gives back what was typed; the parts are shown with made-up people.
NOT_OF_PATIENTS = {"exchange:refused", "patients:draft", "patients:introducers", "look"}


@pytest.fixture(scope="module")
def asked(standing):
    """Every page as a role, and what lookups by POST answer; each role asks once."""

    @cache
    def asked(role):
        with transaction.atomic():
            told = [(name, url, body(page)) for name, url, page in ask(standing, role)]
            transaction.set_rollback(True)
        return told

    return asked


def ask(house, role):
    desk = house["desks"][role]
    for door, url in addresses(house):
        yield door.name, url, desk.get(url)
    for door in (door for door in doors() if door.name in SEARCHES):
        url = reverse(door.name, kwargs=theirs(door, house, "own"))
        for typed in SOUGHT:
            yield door.name, f"{url} {typed}", desk.post(url, {"q": typed})
    lookups = ("patients:draft", "patients:introducers")
    for name in lookups:
        for typed in SOUGHT:
            fields = ("introducer", "phone", "document_number")
            told = dict.fromkeys(fields, typed) | {"document_kind": "IDENTITY_CARD"}
            yield name, typed, desk.post(reverse(name), told)


@pytest.fixture(
    scope="module",
    params=["GREETER", "STATION", "MANAGER", "COMPLIANCE", "SYSTEM_ADMIN"],
)
def role(request):
    """Roles that between them open every address of ours about patients."""
    return request.param


def test_no_page_names_a_patient_of_another_clinic(asked, role):
    found = [url for _name, url, page in asked(role) if HIDDEN in page]

    assert found == []


def test_the_own_patient_is_found_by_the_same_questions(asked):
    """Else the test above would prove nothing."""
    seen = {name for name, _url, page in asked("MANAGER") if "王芳" in page}

    assert seen >= {
        "finder",
        "patients:index",
        "patients:introducers",
        "promises:index",
        "promises:patients",
        "today:index",
        "exchange:index",
        "scorecard:key_patients",
        "scorecard:loss_patients",
    }


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_no_file_taken_out_names_a_patient_of_another_clinic(house, kind):
    desk = house["desks"]["MANAGER"]
    answers = [
        desk.post(
            reverse("scorecard:exports"),
            {"list": kind, "code": "K22" if kind == "rows" else "", "clinic": clinic}
            | {"over": "year", "everyone": "1"},
        )
        for clinic in ("", "dongyuan", "hexi", "house")
    ]

    taken_out = [one for one in answers if one.status_code == 200]
    assert len(taken_out) == 2
    for answer in taken_out:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            told = "".join(book.read(name).decode() for name in book.namelist())
        assert HIDDEN not in told


def test_no_page_shows_a_whole_number(asked, role):
    """Masked in the page, and not whole in a title, an attribute or a link."""
    found = [
        (url, whole.group())
        for name, url, page in asked(role)
        if name not in NOT_OF_PATIENTS
        for whole in _whole_numbers(page, url)
    ]

    assert found == []


def _whole_numbers(text, url):
    """Numbers on the page but for the one that was typed into the address."""
    for pattern in (PHONE_NUMBER, CARD_NUMBER):
        for whole in pattern.finditer(text):
            if whole.group() not in url:
                yield whole


def test_a_whole_number_would_be_seen():
    text = f'<td title="{PHONE.format(1)}">{CARD.format(1)} 138 1234 2201</td>'

    assert len(list(_whole_numbers(text, "/"))) == 3


def test_what_is_typed_at_the_desk_reveals_nobody_elses_number(house):
    """Half a number in a lookup must not come back whole."""
    desk = house["desks"]["GREETER"]
    told = {"introducer": "2201", "name": "王芳", "birth_on": "1990-03-07"}

    pages = [
        body(desk.post(reverse(name), told))
        for name in ("patients:draft", "patients:introducers")
    ]

    assert "王芳" in pages[1]
    assert not [one for page in pages for one in _whole_numbers(page, "/")]
