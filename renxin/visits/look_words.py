from django.utils.translation import gettext as _

from renxin.staff import looked_at


@looked_at.of("visit")
def visit(number: str) -> str:
    return _("visit no. %(number)s") % {"number": number}


@looked_at.of("charges")
def charges(_rest: str) -> str:
    return _("charges by hand")
