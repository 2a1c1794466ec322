from django.utils.translation import gettext as _

from renxin.staff import looked_at


@looked_at.of("promise")
def promise(number: str) -> str:
    return _("promise no. %(number)s") % {"number": number}
