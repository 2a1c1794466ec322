"""Tags every desk form uses."""

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from renxin.desk.masking import masked_document, masked_name, masked_phone

register = template.Library()
register.filter("masked_phone", masked_phone)
register.filter("masked_document", masked_document)
register.filter("masked_name", masked_name)


@register.simple_tag
def command_key() -> SafeString:
    """Give a form its own key, so that sending it twice acts once."""
    return format_html(
        '<input type="hidden" name="idempotency_key" value="{}">',
        secrets.token_urlsafe(16),
    )
