"""Promises as the tests want them: a call to 王芳, due at two in the afternoon."""

from datetime import timedelta

from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from tests.cast import NOON

TWO = NOON + timedelta(hours=2)


def promised(patient, clinic, *, by, at=NOON, **terms) -> Promise:
    terms = {"kind": "CALL", "what": "给王芳回电话", "due_at": TWO} | terms
    if "owner" not in terms and "owner_role" not in terms:
        terms["owner"] = by
    return Promise.make(patient, Terms(**terms), clinic=clinic, by=by, at=at)
