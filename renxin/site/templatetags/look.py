import json
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from renxin.desk.money import MINUS, yuan_of
from renxin.site.pages.wording import script_words, time_left

register = template.Library()
register.simple_tag(script_words)

BEADS = 28


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    return _drawn(_sprite(), name, f"i {classes}".rstrip())


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("icons.svg")


@lru_cache(maxsize=512)
def _drawn(sprite: str, name: str, classes: str) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">'
        '<use href="{}#i-{}"></use></svg>',
        classes,
        sprite,
        name,
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    widget = field.field.widget
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return field.as_widget()
    attrs: dict[str, str | bool] = {
        "class": f"input {widget.attrs.get('class', '')}".rstrip()
    }
    if str(widget.attrs.get("placeholder")) in {str(field.label), _("Password")}:
        attrs["placeholder"] = ""  # the label stands above; an echo helps nobody
    return field.as_widget(attrs=attrs)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def as_json(value: object) -> str:
    """JSON for an attribute; the template escapes it like any text."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def disc(name: str) -> str:
    """The one character that stands for a person: a surname, or a Latin initial."""
    return name.strip()[:1].upper()


@register.filter
def given(name: str) -> str:
    """The disc of a colleague: the last character of a Chinese name."""
    name = name.strip()
    return name[:1].upper() if name.isascii() else name[-1:]


@register.filter
def count(value: int | None) -> str:
    return "–" if value is None else f"{value:,}".replace("-", MINUS)


@register.filter
def percent(share: float | Decimal | None, digits: int = 1) -> str:
    """A share between 0 and 1 as the number before the % sign; nothing stays a dash."""
    if share is None:
        return "–"
    return f"{share * 100:.{digits}f}".replace("-", MINUS)


@register.filter
def signed(value: float | None, digits: int = 1) -> str:
    if value is None:
        return "–"
    text = f"{value:+.{digits}f}".replace("-", MINUS)
    return text.lstrip("+" + MINUS) if float(f"{value:.{digits}f}") == 0 else text


@register.filter
def yuan(fen: int | None) -> str:
    return "–" if fen is None else yuan_of(fen)


@register.filter
def day(moment: datetime) -> str:
    """The day as people at a desk say it, in the clinic's zone."""
    local, today = timezone.localdate(moment), timezone.localdate()
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    distance = (local - today).days
    if distance in near:
        return near[distance]
    if local.isocalendar()[:2] == today.isocalendar()[:2]:
        return date_format(local, "D")
    return f"{local:%m-%d}" if local.year == today.year else f"{local:%Y-%m-%d}"


@register.simple_tag
def hour_or_day(moment: datetime) -> SafeString:
    """The hour of today; of another day its name, with the hour behind it."""
    local = timezone.localtime(moment)
    at, hour = local.isoformat(), f"{local:%H:%M}"
    if local.date() == timezone.localdate():
        return format_html('<time datetime="{}">{}</time>', at, hour)
    said = '<time datetime="{}" title="{}">{}</time>'
    return format_html(said, at, hour, day(moment))


@register.simple_tag(name="time_left")
def time_left_tag(moment: datetime) -> SafeString:
    return format_html(
        '<time-left datetime="{}">{}</time-left>',
        timezone.localtime(moment).isoformat(),
        time_left(moment, now=timezone.now()),
    )


@register.inclusion_tag("parts/_beads.html")
def beads(kept: int, late: int, due: int, later: int) -> dict[str, object]:
    """The promises of a day in one line; of too many, the kept ones fold first."""
    kinds = ["kept"] * kept + ["late"] * late + ["due"] * due + ["next"] * later
    shown = kinds[-BEADS:]
    row = [{"kind": kind, "left": 20 * place} for place, kind in enumerate(shown)]
    counts = {"kept": kept, "late": late, "due": due, "next": later}
    return {"row": row, "width": max(280, 20 * len(row)), "total": len(kinds)} | counts
