"""Which words appointments are told in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from renxin.voice.kinds import Saying
from renxin.voice.wordings.uses import Use, uses_of


@uses_of
def used_by_appointments() -> dict[str, list[Use]]:
    calendar = Use(_("Appointments"), reverse("booking:index"))
    return {str(one): [calendar] for one in Saying if one != Saying.CODE}
