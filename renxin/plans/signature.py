"""A signature drawn on a screen: its strokes as the path of a drawing, and whose."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import hypot

from renxin.patients.models import Patient
from renxin.plans.kinds import Signer
from renxin.plans.refusals import NeedsAGuardian, NeedsAName, NotSigned

# The box is 600 by 200; a slip of the finger is no signature.
SHORTEST = 60.0
LONGEST_STROKES = 20_000
STROKE = r"M\d{1,4} \d{1,4}(?:L\d{1,4} \d{1,4})+"
STROKES = re.compile(f"(?:{STROKE})+")
POINT = re.compile(r"(\d+) (\d+)")


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
