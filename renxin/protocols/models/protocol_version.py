from datetime import datetime
from functools import cached_property
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.protocols.facts import ProtocolWritten
from renxin.protocols.kinds import Again, Kind
from renxin.protocols.language.written import Written, read
from renxin.protocols.models.protocol import STAYS, Protocol
from renxin.protocols.models.protocol_step import ProtocolStep
from renxin.protocols.refusals import (
    AnotherCode,
    CodeInUse,
    KindStays,
    NothingChanged,
    WrittenMeanwhile,
)
from renxin.staff.models import Staff


class ProtocolVersion(models.Model):
    """One wording of a protocol, as it was written; it is never changed."""

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("as it was written"))
    name_zh = models.CharField(_("name in Chinese"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    priority = models.PositiveSmallIntegerField(_("priority"))
    again = models.CharField(
        _("what a new enrolment does"), max_length=8, choices=Again.choices
    )
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("protocol version")
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "number"], name="protocol_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(priority__gte=1, priority__lte=99),
                name="protocol_priority_in_range",
            ),
        ]
        triggers = [pgtrigger.Protect(name="protocol_version_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.protocol_id} v{self.number}"

    @property
    def name(self) -> str:
        zh = (get_language() or "").startswith("zh")
        return self.name_zh if zh else self.name_en

    @property
    def is_answered_for(self) -> bool:
        """A clinician signed it; what the desk sees to needs none."""
        return self.protocol.kind == Kind.DESK or hasattr(self, "signature")

    @cached_property
    def written(self) -> Written:
        return read(self.text)

    @classmethod
    @transaction.atomic
    def write(
        cls,
        text: str,
        *,
        after: "ProtocolVersion | None" = None,
        by: Staff | None,
        at: datetime,
    ) -> "ProtocolVersion":
        """Keep what was written; `after` is the version it was written from."""
        written = read(text)
        protocol = _protocol(written, after)
        version = cls(
            protocol=protocol,
            number=_next(protocol, text, after),
            text=text,
            name_zh=written.name.zh,
            name_en=written.name.en,
            priority=written.priority,
            again=written.again,
            by=by,
            at=at,
        )
        with refusing({"protocol_version_once": WrittenMeanwhile}):
            version.save(force_insert=True)
        ProtocolStep.objects.bulk_create(
            ProtocolStep.of(version, place, step)
            for place, step in enumerate(written.steps)
        )
        version.record(ProtocolWritten, by=by, at=at)
        return version

    def record(
        self, fact: type[Fact], *, by: Staff | None, at: datetime, **told: Any
    ) -> None:
        told |= {"protocol": self.protocol.code, "version": self.number}
        book.record(fact(at=at, by_id=by.pk if by else None, **told))


def _protocol(written: Written, after: ProtocolVersion | None) -> Protocol:
    if after is None:
        with refusing({"protocols_protocol_code_key": CodeInUse}):
            return Protocol.objects.create(code=written.code, kind=written.kind)
    protocol: Protocol = after.protocol
    if protocol.code != written.code:
        raise AnotherCode
    if protocol.kind != written.kind:
        raise KindStays
    return protocol


def _next(protocol: Protocol, text: str, after: ProtocolVersion | None) -> int:
    last = protocol.versions.order_by("-number").first()
    if last is None:
        return 1
    if after is None or after.pk != last.pk:
        raise WrittenMeanwhile
    if last.text == text:
        raise NothingChanged
    return last.number + 1
