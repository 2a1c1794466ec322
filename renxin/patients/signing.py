"""A signature drawn on a screen: its strokes as the path of a drawing, and whose."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import hypot

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient

# The box is 600 by 200; a slip of the finger is no signature.
SHORTEST = 60.0
LONGEST_STROKES = 20_000
STROKE = r"M\d{1,4} \d{1,4}(?:L\d{1,4} \d{1,4})+"
STROKES = re.compile(f"(?:{STROKE})+")
# The same for the database, which keeps nothing else for a drawing.
DRAWN = f"^(?:{STROKE})+$"
POINT = re.compile(r"(\d+) (\d+)")


class Signer(models.TextChoices):
    """Who signed."""

    PATIENT = "PATIENT", _("The patient")
    GUARDIAN = "GUARDIAN", _("The guardian")


class NotSigned(Refusal):
    sentence = _("Sign in the box first.")


class NeedsAGuardian(Refusal):
    sentence = _("The patient is a minor: a guardian signs, with their own name.")


class NeedsAName(Refusal):
    sentence = _("Write the name of the person who signs.")


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signed, as what, and how it was drawn."""

    strokes: str
    name: str
    signer: str = Signer.PATIENT

    def check(self, patient: Patient, *, on: date) -> None:
        if not self.name.strip():
            raise NeedsAName
        if self.signer == Signer.PATIENT and patient.is_minor_on(on):
            raise NeedsAGuardian
        if not is_drawn(self.strokes):
            raise NotSigned


def is_drawn(strokes: str) -> bool:
    if len(strokes) > LONGEST_STROKES or not STROKES.fullmatch(strokes):
        return False
    return sum(map(_length, strokes.split("M")[1:])) >= SHORTEST


def _length(stroke: str) -> float:
    points = [(int(x), int(y)) for x, y in POINT.findall(stroke)]
    return sum(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points))
