"""The page that owns up to how the law check does on its own sentences."""

from renxin.voice.law.cases import Score, sheet
from renxin.voice.law.pack import pack

HONEST = """\
Generated from the code by `make docs`; a test keeps it fresh.

What people write is checked against rules kept as data in `renxin/voice/law/packs`: our
reading of the law, not legal advice. No rule and no article has been verified by a
lawyer yet, so every screen says 未核对 ("not verified") beside them.

**How to read the figures.** The sentences stand in `cases.toml` beside the rules, and
the people who wrote the patterns wrote them too. They guard against slipping back. They
are no estimate of how the check does on what other people write: that needs sentences
from real clinics, marked by somebody who has not seen the patterns. What the rules get
wrong today is left in and counted (`missed`, `wrongly`).

*Precision*: of the sentences a rule speaks of, the share where it should. *Recall*: of
the sentences it should speak of, the share where it does.
"""
TRIED = "Pack `%s`: %d rules, tried on %d sentences, %d of them innocent."
HEAD = "| rule | keeps out | rightly | wrongly | missed | precision | recall |"


def text() -> str:
    told, rules = sheet(), {one.id: one for one in pack().rules}
    lines = [
        "# The law check",
        "",
        HONEST,
        TRIED % (pack().edition, len(rules), told.cases, told.innocent),
        "",
        HEAD,
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for code, score in told.scores.items():
        counts = f"{score.rightly} | {score.wrongly} | {score.missed}"
        lines.append(f"| {code} | {rules[code].en} | {counts} | {_shares(score)} |")
    whole = Score(
        sum(one.rightly for one in told.scores.values()),
        sum(one.wrongly for one in told.scores.values()),
        sum(one.missed for one in told.scores.values()),
    )
    counts = f"{whole.rightly} | {whole.wrongly} | {whole.missed}"
    lines.append(f"| all | | {counts} | {_shares(whole)} |")
    return "\n".join(lines) + "\n"


def _shares(score: Score) -> str:
    both = (score.precision, score.recall)
    return " | ".join("–" if one is None else f"{one:.2f}" for one in both)
