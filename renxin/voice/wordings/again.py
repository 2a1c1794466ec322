"""After the rules changed: what is said today that they now keep out."""

from dataclasses import dataclass
from datetime import date, datetime

from renxin.journal import book
from renxin.journal.models import Entry
from renxin.voice.facts import WordingFails
from renxin.voice.law import Finding, Severity
from renxin.voice.law.asking import Held
from renxin.voice.law.pack import pack
from renxin.voice.models import WordingVersion
from renxin.voice.models.held import held
from renxin.voice.wordings.library import Library, library


@dataclass(frozen=True)
class Failing:
    """Words said now, and what today's rules find that was not found in them before."""

    version: WordingVersion
    findings: tuple[Finding, ...]

    @property
    def cannot_be_said(self) -> bool:
        return any(one.severity == Severity.BLOCK for one in self.findings)


def failing(*, at: datetime, on: date) -> list[Failing]:
    """The live library asked again, where it was last asked by other rules.

    What came with the house is asked before it is shipped.
    """
    older = [one for one in _said(library(at=at)) if one.pack != pack().edition]
    by = held(on=on) if older else Held()
    found = [_look(one, on=on, by=by) for one in older]
    return [one for one in found if one.findings]


def tell(*, at: datetime, on: date) -> int:
    """Write down what newly fails, once for each edition of the rules."""
    found = [one.version for one in failing(at=at, on=on)]
    if not found:  # the journal is long
        return 0
    told = Entry.objects.filter(
        fact=WordingFails.name, particulars__edition=pack().edition
    )
    known = set(told.values_list("particulars__version_id", flat=True))
    fresh = [version for version in found if version.pk not in known]
    for version in fresh:
        told_of = WordingFails(
            topic=version.wording.topic,
            channel=version.wording.channel,
            version_id=version.pk,
            version=version.number,
            edition=pack().edition,
            at=at,
            by_id=None,
        )
        book.record(told_of)
    return len(fresh)


def _said(held: Library) -> list[WordingVersion]:
    return [one for key, one in held.decided.items() if held.spoken(*key, "zh-hans")]


def _look(version: WordingVersion, *, on: date, by: Held) -> Failing:
    known = {(one["rule"], one["severity"]) for one in version.findings}
    graver = [
        one
        for one in version.draft.findings(version.wording.surface, on=on, by=by)
        if one.severity != Severity.WARN and (one.rule, one.severity.value) not in known
    ]
    return Failing(version, tuple(graver))
