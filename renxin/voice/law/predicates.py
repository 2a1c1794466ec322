"""Rules no pattern can see: they need what the house knows.

Each says kept, broken, not known, or not asked here. What is not known is no leave to
go on: whoever asks decides what to do about it, and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from renxin.voice.law.kinds import Answer, Severity, Surface
from renxin.voice.law.known import Known
from renxin.voice.law.pack import HOME, Article, pack

KEPT, BROKEN = Answer.KEPT, Answer.BROKEN
UNKNOWN, NOT_ASKED = Answer.UNKNOWN, Answer.NOT_ASKED
Ask = Callable[[Known, str, date], Answer]
RENEWED_BEFORE = timedelta(days=60)
OF_AGE, MAY_ENDORSE = 18, 10
TOP_PRIZE = Decimal(50_000)


@dataclass(frozen=True)
class Predicate:
    """A rule, how grave it is, and by which articles."""

    id: str
    severity: Severity
    law: tuple[str, ...]
    ask: Ask

    def articles(self, on: date) -> tuple[Article, ...]:
        return pack(HOME).articles_of(self.law, on)


predicates: list[Predicate] = []


def rule(code: str, severity: Severity, *law: str) -> Callable[[Ask], Ask]:
    def register(ask: Ask) -> Ask:
        predicates.append(Predicate(code, severity, law, ask))
        return ask

    return register


def judge(known: Known, surface: str, *, on: date) -> dict[str, Answer]:
    """What each of these rules says; those that ask nothing here are left out."""
    said = {one.id: one.ask(known, surface, on) for one in predicates}
    return {code: answer for code, answer in said.items() if answer != NOT_ASKED}


def _broken(fact: bool | None) -> Answer:  # noqa: FBT001  a fact, not a switch
    if fact is None:
        return UNKNOWN
    return BROKEN if fact else KEPT


@rule("AD-CERT-01", Severity.BLOCK, "medad-3", "adlaw-46")
def certified(known: Known, surface: str, on: date) -> Answer:
    """An advertisement runs only as it was reviewed, while the review holds."""
    if surface != Surface.AD:
        return NOT_ASKED
    paper = known.certificate
    if paper is None:
        return BROKEN if known.has_certificate is False else UNKNOWN
    names = (paper.number, paper.first_name)
    as_reviewed = known.text == paper.sample and all(one in known.text for one in names)
    if on > paper.expires_on or not as_reviewed:
        return BROKEN
    return _broken(None if known.medium is None else known.medium not in paper.media)


@rule("AD-CERT-02", Severity.WARN, "medad-9")
def certificate_ends_soon(known: Known, surface: str, on: date) -> Answer:
    if surface != Surface.AD:
        return NOT_ASKED
    if known.certificate is None:
        return UNKNOWN
    return _broken(known.certificate.expires_on - on <= RENEWED_BEFORE)


@rule("AD-SCO-04", Severity.BLOCK, "clinics-27", "guide-12")
def within_the_licence(known: Known, _surface: str, _on: date) -> Answer:
    named, licensed = known.departments_named, known.departments_licensed
    if named is not None and not named:
        return NOT_ASKED
    if named is None or licensed is None:
        return UNKNOWN
    return _broken(not named <= licensed)


@rule("AD-SCO-05", Severity.BLOCK, "medad-5")
def in_its_own_name(known: Known, surface: str, _on: date) -> Answer:
    if surface != Surface.AD:
        return NOT_ASKED
    if known.advertiser is None or known.first_name is None:
        return UNKNOWN
    return _broken(known.advertiser != known.first_name)


@rule("AD-MIN-01", Severity.BLOCK, "adlaw-39", "net-ads-12")
def not_to_minors(known: Known, surface: str, _on: date) -> Answer:
    """Nothing is promoted to whoever is under 18, nor where they gather."""
    if surface not in {Surface.AD, Surface.MKT, Surface.GRP}:
        return NOT_ASKED
    if known.is_for_minors:
        return BROKEN
    if known.youngest is not None:
        return _broken(known.youngest < OF_AGE)
    return KEPT if surface == Surface.AD and known.is_for_minors is False else UNKNOWN


@rule("AD-MIN-02", Severity.BLOCK, "adlaw-38")
def endorsed_by_no_child(known: Known, _surface: str, _on: date) -> Answer:
    if known.endorser_age is not None:
        return _broken(known.endorser_age < MAY_ENDORSE)
    return UNKNOWN if known.has_endorser else NOT_ASKED


@rule("AD-PRC-01", Severity.BLOCK, "price-16-only")
def compared_honestly(known: Known, _surface: str, _on: date) -> Answer:
    """With the lowest of the last week here, or the last one where there was none."""
    price = known.price
    if price is None or price.compared is None:
        return NOT_ASKED
    asked = price.last if price.lowest_in_week is None else price.lowest_in_week
    return UNKNOWN if asked is None else _broken(price.compared > asked)


@rule("AD-PRC-02", Severity.BLOCK, "price-20")
def same_within(known: Known, _surface: str, _on: date) -> Answer:
    price = known.price
    if price is None or price.on_front is None:
        return NOT_ASKED
    return (
        UNKNOWN
        if price.in_detail is None
        else _broken(price.on_front < price.in_detail)
    )


@rule("AD-PRC-03", Severity.BLOCK, "price-18")
def gift_is_named(known: Known, _surface: str, _on: date) -> Answer:
    gift = known.gift
    if gift is None:
        return UNKNOWN if known.has_gift else NOT_ASKED
    if not gift.name or not gift.quantity:
        return BROKEN
    if gift.said_worth is None:
        return KEPT
    return (
        UNKNOWN
        if gift.price_now is None
        else _broken(gift.said_worth != gift.price_now)
    )


@rule("AD-LOT-01", Severity.BLOCK, "unfair-prize")
def lottery_is_told(known: Known, _surface: str, _on: date) -> Answer:
    draw = known.lottery
    if draw is None:
        return UNKNOWN if known.has_lottery else NOT_ASKED
    tells = (draw.tells_kinds, draw.tells_conditions, draw.tells_amounts)
    if not all(tells) or not draw.tells_redemption or draw.changed_since:
        return BROKEN
    return UNKNOWN if draw.top_prize is None else _broken(draw.top_prize > TOP_PRIZE)


@rule("AD-EVT-01", Severity.BLOCK, "free-clinic")
def free_clinic_is_registered(known: Known, _surface: str, _on: date) -> Answer:
    if not known.is_free_clinic:
        return NOT_ASKED
    if known.sells_there or known.free_clinic_number == "":
        return BROKEN
    unknown = known.free_clinic_number is None or known.sells_there is None
    return UNKNOWN if unknown else KEPT


@rule("AD-ACC-01", Severity.WARN, "edu-9")
def account_is_registered(known: Known, _surface: str, _on: date) -> Answer:
    if not known.is_staff_account:
        return NOT_ASKED
    if known.account_registered is False:
        return BROKEN
    if known.account_registered is None or known.account_shows_title is None:
        return UNKNOWN
    if not known.account_shows_title:
        return KEPT
    return _broken(None if known.title_reported is None else not known.title_reported)


@rule("AD-AI-01", Severity.BLOCK, "edu-7", "ai-label")
def machine_made_is_labelled(known: Known, surface: str, _on: date) -> Answer:
    if surface not in {Surface.AD, Surface.EDU} or known.is_machine_made is False:
        return NOT_ASKED
    if known.is_machine_made is None:
        return UNKNOWN
    return _broken(None if known.is_labelled is None else not known.is_labelled)
