from django.utils.translation import gettext as _

from renxin.staff import looked_at


@looked_at.of("batch")
def batch(_rest: str) -> str:
    return _("whom a sterilisation batch touched")
