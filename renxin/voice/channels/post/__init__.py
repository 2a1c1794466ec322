"""Letters on paper: laid into a tray, printed from the browser, put into the post."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.kinds import Receipt
from renxin.voice.models import Message, Outlet, Placed

TITLE = _("Letters by post")
NEEDS_TEMPLATE = False
TYPED: tuple[Blank, ...] = ()


@dataclass(frozen=True)
class Post:
    """The tray; nobody can tell when a letter arrives."""

    name: str = "post"
    receipt: str = Receipt.ACCEPTED
    reaches: str = "POST"
    family: str = "LETTER"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = True

    def send(self, letter: Letter) -> Answer:
        message = Message.objects.get(out_id=UUID(letter.out_id))
        told = {"channel": self.name, "words": letter.kept, "address": letter.to[:300]}
        now = timezone.now()
        Placed.objects.get_or_create(message=message, defaults=told | {"at": now})
        return Answer(Heard.YES)

    def ask(self, question: Question) -> Answer:
        laid = Placed.objects.filter(message__out_id=UUID(question.out_id))
        return Answer(Heard.YES if laid.exists() else Heard.NO)

    def let_go(self, *, at: datetime) -> None:
        """What was sent stays on record."""


def channel(_outlet: Outlet) -> Post:
    return Post()
