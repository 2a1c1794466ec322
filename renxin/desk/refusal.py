"""What the house says when it will not do what was asked.

A refusal is expected and carries a sentence for the person at the desk. An
error is a bug and is left to fly.
"""

from http import HTTPStatus
from typing import ClassVar

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The house declines, in words the person at the desk can act on."""

    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    sentence: ClassVar[str | LazyText] = ""

    def __init__(self, sentence: str | LazyText = "") -> None:
        super().__init__(sentence or self.sentence)

    def __str__(self) -> str:
        return str(self.args[0])


class Stale(Refusal):
    """Someone else changed the record while this person was editing it."""

    status = HTTPStatus.CONFLICT
    sentence = _(
        "Somebody changed this record while you were editing. Nothing of yours or"
        " theirs was lost: compare the two and save again."
    )


class InFlight(Refusal):
    """The same request is still being carried out."""

    status = HTTPStatus.CONFLICT
    sentence = _("This is already being done. Wait a moment and look again.")


class KeyReused(Refusal):
    """One idempotency key came back with another body."""

    sentence = _(
        "This form was sent before with other contents. Nothing was changed; open"
        " the page afresh and try again."
    )
