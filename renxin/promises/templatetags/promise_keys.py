"""The keys under a promise, laid out once for each kind and language.

They differ from row to row only by two numbers, and a page of thirty rows would
spend most of its time on writing the same buttons anew.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from renxin.promises.endings import ways_of
from renxin.promises.rows import Row

register = template.Library()

# Stand in for the numbers while the keys are laid out; no record has them.
PROMISE, PATIENT = "9000000000000000001", "9000000000000000002"


@register.simple_tag
def promise_keys(row: Row, history: object = "") -> SafeString:
    layout = _layout(row.promise.kind, get_language() or "", not history)
    return format_html(layout, promise=row.promise.pk, patient=row.promise.patient_id)


@lru_cache(maxsize=256)
def _layout(kind: str, _language: str, leads_to_details: object) -> str:
    row = {"pk": PROMISE, "patient": PATIENT, "ways": ways_of(kind)}
    text = render_to_string(
        "promises/_endings.html", {"row": row, "leads_to_details": leads_to_details}
    )
    braced = text.replace("{", "{{").replace("}", "}}")
    return braced.replace(PROMISE, "{promise}").replace(PATIENT, "{patient}")
