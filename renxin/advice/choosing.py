"""Finding the words to give, in a few strokes: by sound, initials or any part."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from renxin.advice.kinds import Kind
from renxin.advice.library import Said, place_of
from renxin.advice.models import AdviceApproval, AdviceGiven, AdviceText
from renxin.patients.models import Patient, Reach
from renxin.patients.pinyin import lazy_pinyin
from renxin.staff.models.staff import Language
from renxin.visits.models import Visit
from renxin.voice.models import Tongue

KINDS = list(Kind)


@dataclass(frozen=True)
class Choice:
    """Words that may be given here, and whether this visit has them already."""

    approval: AdviceApproval
    is_given: bool

    @property
    def said(self) -> Said:
        spoken: Said = self.approval.text.said
        return spoken


def choices(visit: Visit, typed: str = "") -> list[Choice]:
    """What holds at the clinic of the visit, and is called like what was typed."""
    given = AdviceGiven.objects.standing().filter(visit=visit)
    had = set(given.values_list("approval", flat=True))
    holding = AdviceApproval.objects.holding(visit.clinic)
    return [Choice(one, one.pk in had) for one in in_order(holding) if fits(one, typed)]


def in_order(holding: Iterable[AdviceApproval]) -> list[AdviceApproval]:
    """Medicine, then food, then care; as the house wrote them."""
    return sorted(holding, key=lambda one: place(one.text))


def place(text: AdviceText) -> tuple[int, int, str]:
    """Where it stands in a list: by kind, as the library has it, then by title."""
    return KINDS.index(Kind(text.kind)), place_of(text.topic), text.title_zh


def fits(approval: AdviceApproval, typed: str) -> bool:
    sought = "".join(typed.lower().split())
    text = approval.text
    return any(sought in one for one in _names(text.title_zh, text.title_en))


@lru_cache(maxsize=1000)
def _names(zh: str, en: str) -> tuple[str, ...]:
    syllables = [one for one in lazy_pinyin(zh) if one.isalpha()]
    initials = "".join(one[0] for one in syllables)
    return zh, "".join(syllables), initials, "".join(en.lower().split())


def language_of(patient: Patient) -> str:
    """What they chose on their own phone; Chinese where they chose nothing."""
    own = Reach.objects.in_use().filter(
        patient__in=patient.record_ids(), whose=Reach.Whose.OWN
    )
    points = own.values("contact_point")
    told = Tongue.objects.filter(contact_point__in=points).order_by("-at")
    chosen = told.values_list("language", flat=True).first()
    return chosen if chosen in Language.values else Language.ZH_HANS
