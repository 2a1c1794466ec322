from django.utils.translation import gettext as _

from renxin.staff import looked_at


@looked_at.of("list")
def mined(_number: str) -> str:
    return _("a list from the records")


@looked_at.of("call")
def call(_number: str) -> str:
    return _("on the line at the call desk")
