from django.utils.translation import gettext as _

from renxin.staff import looked_at


@looked_at.of("phone")
def phone(_number: str) -> str:
    return _("a phone number")


@looked_at.of("document")
def document(_number: str) -> str:
    return _("an identity document")
