"""What the house has on record for the rules that ask for data, and all they find."""

from datetime import date

from renxin.voice import prices
from renxin.voice.law.asking import Held, asked
from renxin.voice.law.checking import ORDER, Finding, check
from renxin.voice.models.ad_certificate import AdCertificate
from renxin.voice.models.licence import Licence


def held(*, on: date) -> Held:
    """As it stands that day; a certificate that has run out is none."""
    licence = Licence.objects.order_by("-pk").first()
    papers = AdCertificate.objects.on(on).order_by("expires_on", "pk")
    return Held(
        first_name=licence.first_name if licence else None,
        departments=licence.named if licence else None,
        certificates=tuple(one.as_the_law_asks() for one in papers),
        price_of=prices.price_of,
    )


def found_in(text: str, surface: str, *, on: date, by: Held) -> tuple[Finding, ...]:
    """What the words say and what the house knows, in the order of the text."""
    found = check(text, surface, on=on) + asked(text, surface, on=on, held=by)
    return tuple(sorted(found, key=lambda one: (one.start, ORDER.index(one.severity))))
