"""The loss picture: a sentence, the waterfall, and the reasons and names behind it."""

from pulse.loss import APART, CLAIMS, Loss
from pulse.metrics import catalogue
from pulse.metrics.retention import ASKED
from pulse.page.markup import Markup, chart, join, table, tag
from pulse.page.numbers import count, percent
from pulse.page.tiles import told
from pulse.page.waterfall import waterfall
from pulse.words import say

SHOWN = 200


def losses(loss: Loss, lang: str) -> Markup:
    plot = waterfall(loss, lang) if loss.figure.whole else Markup("")
    return chart(
        title=say(lang, "Where patients left"),
        about=say(lang, "seen the year before last, neither seen nor booked since"),
        see=_see(loss, lang),
        plot=plot,
        behind=(say(lang, "Table and definition"), _behind(loss, lang)),
        kind="broad",
    )


def _see(loss: Loss, lang: str) -> str:
    active, lost = loss.figure.whole or 0, int(loss.figure.part or 0)
    if not active:
        return say(
            lang, "Nobody was here in the year before last; nobody can have been lost."
        )
    numbers = {
        "lost": count(lost),
        "active": count(active),
        "share": percent(loss.figure.value),
    }
    if not loss.asked():
        words = "{lost} of {active} are gone ({share}), and nobody has been asked why."
        return say(lang, words, **numbers)
    first = max(ASKED, key=lambda reason: loss.by_reason.get(reason, 0))
    reason = say(lang, first)
    return say(
        lang,
        "{lost} of {active} are gone ({share}). Of the {asked} who"
        " told us why, most say:"
        " {reason}. {silent} we have not asked.",
        asked=count(loss.asked()),
        reason=reason.lower() if lang == "en" else reason,
        silent=count(loss.by_reason.get("NOT_ASKED", 0)),
        **numbers,
    )


CLAIMS_ARE = (
    "The claims (31, 17, 46 and 6 %) are handed down without a source. They are shown"
    " beside our own numbers, never mixed in. Those who moved, died or gave no reason"
    " stand apart."
)


def _behind(loss: Loss, lang: str) -> Markup:
    months = [(month, count(number)) for month, number in loss.by_month.items()]
    return join(
        [
            tag("p", told(lang, catalogue()["K22"]), class_="note"),
            _reasons(loss, lang),
            tag("p", say(lang, CLAIMS_ARE), class_="note"),
            tag("h4", say(lang, "By month")),
            table([say(lang, "Lost since"), say(lang, "Patients")], months),
            _people(loss, lang),
        ]
    )


def _reasons(loss: Loss, lang: str) -> Markup:
    reasons = [
        (
            say(lang, reason),
            count(loss.by_reason.get(reason, 0)),
            percent(loss.share(reason)) if reason in ASKED else "–",
            percent(CLAIMS[reason], 0) if reason in ASKED else "–",
        )
        for reason in (*ASKED, *APART)
    ]
    heads = ("Reason", "Patients", "Of those who told", "Claim")
    return table([say(lang, one) for one in heads], reasons)


def _people(loss: Loss, lang: str) -> Markup:
    heads = [say(lang, one) for one in ("Patient", "Last seen", "Reason")]
    rows = [
        (one.patient_id, one.last_seen_on, say(lang, one.reason))
        for one in loss.patients[:SHOWN]
    ]
    notes = []
    if len(loss.patients) > SHOWN:
        words = "The first {shown} of {all}; all ids are in figures.json."
        notes.append(say(lang, words, shown=SHOWN, all=count(len(loss.patients))))
    if loss.hidden:
        words = "{hidden} restricted persons are counted and not named."
        notes.append(say(lang, words, hidden=count(loss.hidden)))
    listed = table(heads, rows, words=3) if rows else Markup("")
    return join(
        [
            tag("h4", say(lang, "By patient")),
            *(tag("p", note, class_="note") for note in notes),
            listed,
        ]
    )
