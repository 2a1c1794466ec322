"""What is known of a text beside its words; None is “not known”, an answer too."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """The review of an advertisement: what was shown, and until when it holds."""

    number: str
    expires_on: date
    sample: str
    media: frozenset[str]
    first_name: str


@dataclass(frozen=True, kw_only=True)
class Price:
    """A price compared with another, and what the house itself asked before."""

    compared: Decimal | None = None
    lowest_in_week: Decimal | None = None
    last: Decimal | None = None
    on_front: Decimal | None = None
    in_detail: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Gift:
    """Something given along: its name, how many, what it is said to be worth."""

    name: str | None = None
    quantity: int | None = None
    said_worth: Decimal | None = None
    price_now: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Lottery:
    """A draw: what has to be told before it begins, and that it stays so."""

    tells_kinds: bool
    tells_conditions: bool
    tells_amounts: bool
    tells_redemption: bool
    top_prize: Decimal | None
    changed_since: bool


@dataclass(frozen=True, kw_only=True)
class Known:
    """All of it; whoever asks hands in what the house has."""

    text: str = ""
    certificate: Certificate | None = None
    has_certificate: bool | None = None
    medium: str | None = None
    departments_named: frozenset[str] | None = None
    departments_licensed: frozenset[str] | None = None
    advertiser: str | None = None
    first_name: str | None = None
    is_for_minors: bool | None = None
    youngest: int | None = None
    endorser_age: int | None = None
    has_endorser: bool | None = None
    price: Price | None = None
    gift: Gift | None = None
    has_gift: bool | None = None
    lottery: Lottery | None = None
    has_lottery: bool | None = None
    is_free_clinic: bool | None = None
    free_clinic_number: str | None = None
    sells_there: bool | None = None
    is_staff_account: bool | None = None
    account_registered: bool | None = None
    account_shows_title: bool | None = None
    title_reported: bool | None = None
    is_machine_made: bool | None = None
    is_labelled: bool | None = None
