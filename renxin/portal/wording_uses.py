"""Which words the door to patients' pages is opened with."""

from django.utils.translation import gettext as _

from renxin.voice.kinds import Saying
from renxin.voice.wordings.uses import Use, uses_of


@uses_of
def used_by_the_door() -> dict[str, list[Use]]:
    return {str(Saying.CODE): [Use(_("Patients’ own pages"))]}
