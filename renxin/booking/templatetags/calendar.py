"""The cards of a column, drawn at once: a full day has hundreds of them."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from renxin.booking.calendar.cards import Card, State
from renxin.booking.calendar.columns import Column
from renxin.booking.calendar.duty import Block

register = template.Library()

PLACED = '<li class="at s{} n{}" id="{}" data-starts="{}" data-minutes="{}"{}>{}</li>'
LANED = ' data-lane="{}" data-lanes="{}"'
SHUT = '<div class="appt" data-state="shut">{}</div>'
KEPT = '<div class="appt" data-state="kept">{}</div>'
GIVEN_BACK = (
    '<a class="appt" data-state="kept" data-row data-card href="{}" aria-label="{}">'
    "{}</a>"
)
BOOKED = (
    '<a class="appt {}" data-state="{}" data-row data-card="{}" data-version="{}"'
    ' href="{}" aria-label="{}">{}<b>{}</b>{}{}</a>'
)
MARK = '<span class="mk">{}</span>'
WHAT = " <span>{}</span>"
GRIP = '<i class="{}" aria-hidden="true"></i>'
# Stands in the place of a key while one address is made for all of them.
ANY = 0


@register.simple_tag
def cards(column: Column, may_book: object, may_keep: object) -> SafeString:
    """Everything that lies in a column, the shut hours under the rest."""
    show = reverse("booking:show", args=[ANY])
    kept = reverse("booking:kept", args=[ANY]) if may_keep else ""
    grip = format_html(GRIP, "grip") if may_book else ""
    shut = [
        _at(block, f"{column.key}-{block.key}", _shut(block)) for block in column.shut
    ]
    lying = [
        _at(
            card,
            card.key,
            _kept(card, kept) if _is_kept(card) else _booked(card, show, grip),
        )
        for card in column.cards
    ]
    return format_html_join("", PLACED, [*shut, *lying])


def _at(one: Card | Block, key: str, inside: SafeString) -> tuple[object, ...]:
    beside = ""
    if isinstance(one, Card) and one.lanes > 1:
        beside = format_html(LANED, one.lane, one.lanes)
    return one.row, one.rows, key, one.starts, one.minutes, beside, inside


def _is_kept(card: Card) -> bool:
    return card.state == State.KEPT


def _shut(block: Block) -> SafeString:
    return format_html(SHUT, block.why)


def _booked(card: Card, address: str, grip: str) -> SafeString:
    return format_html(
        BOOKED,
        card.size,
        card.state,
        card.pk,
        card.version,
        _to(address, card),
        card.said,
        format_html(MARK, card.mark) if card.mark else "",
        card.title,
        format_html(WHAT, card.what) if card.what else "",
        grip,
    )


def _kept(card: Card, address: str) -> SafeString:
    """Time kept free opens for whoever may give it back."""
    if card.pk and address:
        return format_html(GIVEN_BACK, _to(address, card), card.said, card.title)
    return format_html(KEPT, card.title)


def _to(address: str, card: Card) -> str:
    return address.replace(f"/{ANY}/", f"/{card.pk}/")
