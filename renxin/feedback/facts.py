"""What patients tell us of ourselves, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.feedback.models.answer import ServiceElement
from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Complained(Fact):
    """A patient gave us a second chance."""

    name = "feedback.complained"
    title = _("Complaint")
    icon = "complaint"
    by_patient = True

    complaint_id: int
    what: str = ""
    element: str = ""

    def telling(self) -> str:
        known = self.element in ServiceElement.values
        element = str(ServiceElement(self.element).label) if known else ""
        return "·".join(part for part in (element, self.what) if part)


@dataclass(frozen=True, kw_only=True)
class ComplaintAnswered(Fact):
    """The patient has our answer to the complaint."""

    name = "feedback.complaint_answered"
    title = _("Complaint answered")
    icon = "msg"

    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(Fact):
    """A patient answered after a visit."""

    name = "feedback.survey_answered"
    title = _("Survey answered")
    icon = "star"
    by_patient = True

    overall: int
    note: str = ""

    def telling(self) -> str:
        score = gettext("Overall %(score)s of 5") % {"score": self.overall}
        return f"{score}·{self.note}" if self.note else score
