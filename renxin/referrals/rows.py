"""A referral as a desk sees it: where it stands, how late, and what one may press."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from renxin.promises.models import Promise
from renxin.promises.rows import State, state_of
from renxin.referrals import policy
from renxin.referrals.kinds import Kind, Step
from renxin.referrals.models import Referral
from renxin.referrals.where import RIGHT
from renxin.staff.models import Staff

INSIDE = [Step.ANSWER, Step.SEE, Step.REPORT]
ICONS = {
    Kind.CONSULT: "help",
    Kind.TRANSFER: "send",
    Kind.JOINT_CASE: "users",
}


@dataclass(frozen=True)
class Stage:
    """One of the places on the way, as the line above a referral shows it."""

    label: str
    is_past: bool
    is_next: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """One referral with everything its row shows."""

    referral: Referral
    step: Step
    state: State
    may_answer: bool
    may_take_back: bool
    part_of_day: str = ""

    @property
    def promise(self) -> Promise:
        return self.referral.promise

    @property
    def icon(self) -> str:
        return ICONS[Kind(self.referral.kind)]

    @property
    def is_sent_about(self) -> bool:
        return self.referral.hop > policy.review().hops

    @property
    def is_reported(self) -> bool:
        return hasattr(self.referral, "report")

    @property
    def stages(self) -> list[Stage]:
        """How far it came; of one that ended before, the story alone tells."""
        if self.step == Step.OVER and not self.is_reported:
            return []
        words = [_("Sent"), _("Reported back")]
        done = 2 if self.is_reported else 1
        if not self.referral.is_outside:
            words[1:1] = [_("Accepted"), _("Seen")]
            done = 4 if self.is_reported else 1 + INSIDE.index(self.step)
        # The one that is next says what it waits for.
        words[done : done + 1] = [str(self.step.label)] if done < len(words) else []
        return [
            Stage(word, is_past=place < done, is_next=place == done)
            for place, word in enumerate(words)
        ]

    @property
    def stands(self) -> str:
        """Where it stands, in a word or two."""
        if self.step != Step.OVER:
            return str(self.step.label)
        for name, word in (
            ("report", _("Reported back")),
            ("decline", _("Not accepted")),
            ("retraction", _("Taken back")),
        ):
            if hasattr(self.referral, name):
                return word
        return str(self.step.label)


def row_of(referral: Referral, *, staff: Staff, at: datetime) -> Row:
    """The row of a referral that was told in full."""
    step = referral.step()
    # Whoever asked does not answer themselves; of another house they do ask.
    is_asked = referral.is_outside or referral.sent_by_id != staff.pk
    answers = is_asked and staff.may_at(RIGHT, referral.answers_at.pk)
    sends = staff.may_at(RIGHT, referral.from_clinic_id)
    return Row(
        referral=referral,
        step=step,
        state=State.ENDED if referral.ended_at else state_of(referral.promise, at=at),
        may_answer=answers and step != Step.OVER,
        may_take_back=sends and step in {Step.ANSWER, Step.SEE, Step.ASK},
    )
