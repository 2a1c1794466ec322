"""The patient's own pages: laid there to be read; nothing rings."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.kinds import Receipt
from renxin.voice.models import Message, Outlet, Placed

TITLE = _("The patient’s own pages")
NEEDS_TEMPLATE = False
TYPED: tuple[Blank, ...] = ()


@dataclass(frozen=True)
class Inbox:
    """Every patient's own; it is delivered when they have read it."""

    name: str = "inbox"
    receipt: str = Receipt.ACCEPTED
    reaches: str = ContactPoint.Kind.PHONE
    family: str = "PORTAL"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = True

    def send(self, letter: Letter) -> Answer:
        message = Message.objects.get(out_id=UUID(letter.out_id))
        told = {"channel": self.name, "words": letter.kept, "at": timezone.now()}
        Placed.objects.get_or_create(message=message, defaults=told)
        return Answer(Heard.YES)

    def ask(self, question: Question) -> Answer:
        laid = Placed.objects.filter(message__out_id=UUID(question.out_id))
        return Answer(Heard.YES if laid.exists() else Heard.NO)

    def let_go(self, *, at: datetime) -> None:
        """It stays theirs to read."""


def channel(_outlet: Outlet) -> Inbox:
    return Inbox()
