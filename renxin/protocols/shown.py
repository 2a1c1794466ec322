"""One protocol as its page shows it."""

from datetime import datetime
from typing import Any

from renxin.journal import facts
from renxin.protocols import ahead, brought, health, named
from renxin.protocols.language.written import Trigger, Written
from renxin.protocols.models import (
    Protocol,
    ProtocolStep,
    ProtocolVersion,
    TurnedOn,
)
from renxin.protocols.planning import reasons
from renxin.protocols.treated import treatments
from renxin.staff.models import Staff
from renxin.voice.wordings.filling import BLANKS, fill


def page_of(protocol: Protocol, staff: Staff, *, at: datetime) -> dict[str, Any]:
    versions = list(
        protocol.versions.select_related("by", "signature__by").order_by("-number")
    )
    latest = versions[0]
    run = TurnedOn.objects.standing().filter(protocol=protocol).first()
    is_on = run is not None and run.version_id == latest.pk
    is_signed = latest.is_answered_for
    return {
        "protocol": protocol,
        "latest": latest,
        "versions": versions,
        "run": run,
        "is_on": is_on,
        "is_signed": is_signed,
        "is_own": latest.by_id == staff.pk,
        "trial": protocol.trials.filter(ended_at=None)
        .select_related("approved_by")
        .first(),
        "health": health.health(at=at, protocol=protocol).get(
            protocol.pk, health.Health()
        ),
        "effect": brought.of([protocol])[protocol.pk],
        "left_out": health.why_left_out(protocol, at=at),
        "stopped": health.why_stopped(protocol, at=at),
        "may_sign": staff.may("protocols.sign") and not is_signed,
        **_may(staff, run),
        **told(latest.written),
        "steps": _steps(latest),
    }


def _may(staff: Staff, run: TurnedOn | None) -> dict[str, bool]:
    # What was agreed brings people by itself, and nobody else.
    by_hand = run is not None and run.fact not in ahead.known
    return {
        "may_write": staff.may("protocols.write"),
        "may_see_figures": staff.may("figures.see"),
        "may_put_on": staff.may("protocols.put_on") and by_hand,
    }


def _steps(version: ProtocolVersion) -> list[tuple[ProtocolStep, list[str], str]]:
    """Each with the reasons for which it is spared, and what is promised, in words."""
    return [
        (
            one,
            [reasons.label(name) for name in one.unless],
            fill(one.what, dict.fromkeys(BLANKS, "…")),
        )
        for one in version.steps.order_by("place")
    ]


def told(written: Written) -> dict[str, Any]:
    """What it says, in the reader's words."""
    return {
        "written": written,
        "trigger": trigger_of(written.trigger),
        "only_if": [reasons.label(name) for name in written.only_if],
        "unless": [reasons.label(name) for name in written.unless],
        "stops": [reasons.label(name) for name in written.stop],
    }


def trigger_of(trigger: Trigger) -> dict[str, Any]:
    title = ""
    if trigger.fact in facts.kinds:
        title = str(facts.kinds[trigger.fact].title)
    elif trigger.list_name in named.lists:
        title = str(named.lists[trigger.list_name].label)
    elif trigger.ahead in ahead.known:
        title = str(ahead.known[trigger.ahead].label)
    return {
        "title": title,
        "by_hand": trigger.by_hand,
        "did": [str(treatments()[code]) for code in trigger.did],
        "where": [f"{name}: {_plain(value)}" for name, value in trigger.where.items()],
        "not_older": trigger.not_older if trigger.fact else None,
    }


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
