"""R08 and R10: whatever people write is words on every page, and never a program.

Every text of every record becomes an attack; then the whole house is walked
through in a browser that calls out if one of them runs.
"""

import pytest
from django.apps import apps
from django.db import connection, models

from renxin.exchange.models import Import
from tests.journeys.pages import Walks, address_of, readable, walker
from tests.standing import standing_house

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
    "portal_doorkey.",
    "portal_key.",
    # Read as a language, and from a list, before it is kept.
    "protocols_protocolversion.text",
    "protocols_treatmentsign.treatment",
    "voice_placed.channel",
    # Drawn, and the database takes nothing else for a drawing.
    "plans_acceptance.strokes",
    "visits_signedconsent.strokes",
)

DOORS = {door.name: door for door in readable()}
# What an attack would have made of a page.
MADE = """() => [...document.querySelectorAll('*')].filter(one =>
    [...one.attributes].some(a => /^on./.test(a.name) ||
      (['href', 'src', 'action', 'formaction'].includes(a.name) &&
       a.value.trim().toLowerCase().startsWith('javascript:'))) ||
    (one.localName === 'script' && one.textContent.includes('__xss')) ||
    one.localName === 'iframe').map(one => one.outerHTML.slice(0, 160))"""


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


@pytest.fixture(scope="module")
def walks(house, chromium):
    """Whoever walks through the house hears of an attack that runs."""
    opened = Walks(chromium, house, prepare=listen)
    yield opened
    opened.close()


def listen(walk):
    complain = walk.complaints.append
    walk.page.expose_function("__xss", lambda: complain("it ran"))
    walk.page.on("dialog", lambda said: complain(said.message) or said.dismiss())


@pytest.mark.parametrize("name", sorted(DOORS))
def test_nothing_anybody_wrote_runs_on_a_page(name, house, walks):
    walk = walks[walker(DOORS[name])]

    answer = walk.open(address_of(DOORS[name], house))
    made = walk.page.evaluate(MADE)

    assert answer.ok
    assert not [*walk.complaints, *made]


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
