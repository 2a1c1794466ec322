"""The clocks people live by, as far as a front desk is ever asked for one."""

from django.utils.translation import gettext_lazy as _

CLINIC = ("", _("That of the clinic"))
ZONES = (
    ("Asia/Shanghai", _("Mainland China")),
    ("Asia/Hong_Kong", _("Hong Kong and Macao")),
    ("Asia/Taipei", _("Taipei")),
    ("Asia/Tokyo", _("Tokyo")),
    ("Asia/Seoul", _("Seoul")),
    ("Asia/Singapore", _("Singapore")),
    ("Asia/Bangkok", _("Bangkok")),
    ("Asia/Kolkata", _("New Delhi")),
    ("Asia/Dubai", _("Dubai")),
    ("Europe/Moscow", _("Moscow")),
    ("Africa/Johannesburg", _("Johannesburg")),
    ("Europe/Berlin", _("Paris and Berlin")),
    ("Europe/London", _("London")),
    ("America/Sao_Paulo", _("São Paulo")),
    ("America/New_York", _("New York and Toronto")),
    ("America/Chicago", _("Chicago")),
    ("America/Denver", _("Denver")),
    ("America/Los_Angeles", _("Los Angeles and Vancouver")),
    ("Australia/Perth", _("Perth")),
    ("Australia/Sydney", _("Sydney")),
    ("Pacific/Auckland", _("Auckland")),
)
CHOICES = (CLINIC, *ZONES)
