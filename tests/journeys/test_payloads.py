"""R08 and R10: whatever people write is words on every page, and never a program.

Every text of every record becomes an attack; then the whole house is walked
through in a browser that calls out if one of them runs.
"""

import pytest
from django.apps import apps
from django.db import connection, models

from renxin.exchange.models import Import
from tests.journeys.pages import (
    WALKERS,
    address_of,
    is_whole,
    readable,
    walker,
    without_news,
)
from tests.standing import session_of, standing_house

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>__xss()</script>",
    "<img src=x onerror=__xss()>",
    '"><svg onload=__xss()>',
    "'><svg onload=__xss()>",
    '" autofocus onfocus=__xss() x="',
    "' autofocus onfocus=__xss() x='",
    "</title><script>__xss()</script>",
    "</textarea><script>__xss()</script>",
    "javascript:__xss()",
    "{{7*7}}{%__xss%}${__xss()}",
    "<iframe srcdoc='<script>parent.__xss()</script>'>",
    "--><script>__xss()</script><!--",
)
SHORT = "<svg/onload=__xss()>"
# Codes the house lays down itself and keys by; nobody types them.
NOT_TYPED = (
    "clinics_clinic.code",
    "clinics_clinic.zone",
    "staff_staff.password",
    "staff_staff.language",
    "staff_staff.theme",
    "patients_contactpoint.backwards",
    "exchange_import.mapping",
    "exchange_import.fingerprint",
    "exchange_import.source",
    "journal_entry.fact",
    "staff_setuplink.",
    "visits_displaykey.",
    # Drawn, and the database takes nothing else for a drawing.
    "plans_acceptance.strokes",
    "visits_signedconsent.strokes",
)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory):
    with standing_house(django_db_blocker, tmp_path_factory.mktemp("home")) as opened:
        opened["poisoned"] = poisoned()
        yield opened


def poisoned():
    """Put an attack into every text a person or another system writes."""
    done = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if not model.__module__.startswith("renxin.") or not list(typed(model)):
                continue
            # What is only ever added to is guarded by triggers, also from us.
            table = f'ALTER TABLE "{model._meta.db_table}"'
            cursor.execute(f"{table} DISABLE TRIGGER USER")
            done += [poison(cursor, model, field) for field in typed(model)]
            cursor.execute(f"{table} ENABLE TRIGGER USER")
    for taken in Import.objects.all():
        taken.shape["header"] = list(PAYLOADS)
        taken.shape["rows"] = [list(PAYLOADS)]
        taken.shape["shape"] |= {"sheets": list(PAYLOADS), "sheet": PAYLOADS[0]}
        taken.save()
    return done


def typed(model):
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        name = f"{model._meta.db_table}.{field.column}"
        if is_text and not field.choices and not name.startswith(NOT_TYPED):
            yield field


def poison(cursor, model, field):
    """Each row gets the next attack, made its own; a long text gets them all."""
    table, column = model._meta.db_table, field.column
    room = field.max_length or 10_000
    fitting = [one for one in PAYLOADS if len(one) + 6 <= room] or [SHORT[:room]]
    if room >= sum(map(len, PAYLOADS)):
        fitting = ["".join(PAYLOADS)]
    key = model._meta.pk.column
    cursor.execute(
        f"""UPDATE "{table}" AS one SET "{column}" =
            left((%s::text[])[1 + (row_number + %s) %% %s] || row_number, %s)
        FROM (SELECT {key} AS pk, row_number() OVER (ORDER BY {key})
              FROM "{table}") AS numbered
        WHERE one.{key} = numbered.pk AND one."{column}" <> ''""",
        [fitting, len(column), len(fitting), room],
    )
    return f"{table}.{column}" if cursor.rowcount else ""


def test_nearly_every_text_was_poisoned(house):
    assert {
        "patients_patient.name",
        "patients_concern.note",
        "promises_promise.what",
        "clinics_clinic.name",
        "staff_staff.name",
        "exchange_import.file_name",
        "exchange_refusedrow.reason",
        "feedback_complaint.what",
        "visits_visit.condition",
    } <= set(house["poisoned"])


def test_nothing_anybody_wrote_runs_on_any_page(house, chromium):
    wrong = []
    for role in ("", *WALKERS):
        doors = [door for door in readable() if walker(door) == role]
        window = chromium.new_context(base_url=house["address"])
        window.expose_function("__xss", lambda: wrong.append("it ran"))
        if role:
            session = session_of(house["people"][role])
            window.add_cookies(
                [{"name": "session", "value": session, "url": house["address"]}]
            )
        for door in doors:
            walk(window, door, house, wrong)
        window.close()

    assert not wrong, "\n".join(wrong)


def walk(window, door, house, wrong):
    """Open one page, listen, and look for what an attack would have made of it."""
    page, address = window.new_page(), address_of(door, house)
    without_news(page)

    def complain(what):
        wrong.append(f"{door.name}: {what}")

    page.on("dialog", lambda dialog: complain(dialog.message) or dialog.dismiss())
    page.on("pageerror", complain)
    page.on(
        "console",
        lambda said: complain(said.text) if said.type in {"error", "warning"} else None,
    )
    answer = page.goto(address)
    page.wait_for_load_state("load")
    if not is_whole(answer):  # the browser asks for an icon no part names
        wrong[:] = [one for one in wrong if "404 (Not Found)" not in one]
    if not answer.ok:
        complain(answer.status)
    made = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(one =>
             [...one.attributes].some(a => /^on./.test(a.name) ||
               (['href', 'src', 'action', 'formaction'].includes(a.name) &&
                a.value.trim().toLowerCase().startsWith('javascript:'))) ||
             (one.localName === 'script' && one.textContent.includes('__xss')) ||
             one.localName === 'iframe').map(one => one.outerHTML.slice(0, 160))"""
    )
    for one in made:
        complain(one)
    page.close()


def test_an_attack_would_be_heard(house, chromium):
    """Else silence would prove nothing."""
    window = chromium.new_context(base_url=house["address"], bypass_csp=True)
    heard = []
    window.expose_function("__xss", lambda: heard.append("it ran"))
    page = window.new_page()

    page.set_content("<svg onload=__xss()>")
    page.wait_for_timeout(200)
    window.close()

    assert heard
