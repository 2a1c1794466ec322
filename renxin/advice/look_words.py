from django.utils.translation import gettext as _

from renxin.staff import looked_at


@looked_at.of("advice")
def advice(number: str) -> str:
    return _("advice no. %(number)s") % {"number": number}
