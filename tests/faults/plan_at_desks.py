"""A plan in an open house: written, shown, signed; and a letter to another house."""

import re

from tests.faults.open_house import insist
from tests.faults.plan_commands import ITEM, STROKES
from tests.faults.referral_commands import ASKED

WAYS = {"OTHER_WAY": "活动义齿", "NO_TREATMENT": "先观察"}
AGREED = {"method": "PAPER", "given_by": "OWN", "evidence": "同意书 3 号"}
VERSION = re.compile(r'name="version" value="(\d+)"')
DOCTOR = re.compile(r'name="doctor".*?<option value="(\d+)"', re.DOTALL)


class OnePlan:
    """What a doctor proposes to one patient, each key pressed until it is answered."""

    def __init__(self, desk, patient):
        self.desk, self.patient = desk, patient

    def whole(self):
        here = self.begun()
        self.written(here, "items/", ITEM)
        for kind, text in WAYS.items():
            self.written(here, "ways/", {"kind": kind, "text": text})
        self.written(here, "presentation/", {})
        self.signed(f"{here}signing/")

    def get(self, path):
        return insist(lambda: self.desk.get(path))

    def begun(self):
        page = self.get(f"/plans/new/?patient={self.patient}")
        told = {"patient": self.patient, "condition": "缺损"}
        told |= {"doctor": DOCTOR.search(page)[1]}
        _status, page = self.desk.insist("/plans/new/", told)
        return re.search(r"/plans/\d+/", page)[0]

    def written(self, here, what, told):
        version = VERSION.search(self.get(here))[1]
        self.desk.insist(f"{here}{what}", told | {"version": version})

    def signed(self, path):
        page = self.get(path)
        told = {"version": VERSION.search(page)[1], "signer": "PATIENT"}
        told |= {"item": re.findall(r'name="item" value="(\d+)"', page)}
        self.desk.insist(path, told | {"strokes": STROKES, "name": "王芳"})

    def sent_on(self):
        """Another house is asked, with the patient's consent."""
        told = ASKED | AGREED | {"patient": self.patient, "place": "市口腔医院"}
        self.desk.insist("/referrals/outside/", told)


def standing(desk):
    """How many plans are signed and not booked, and how many letters went out."""
    plans = insist(lambda: desk.get("/plans/"))
    sent = insist(lambda: desk.get("/referrals/"))
    signed = re.search(r"stage=ACCEPTED[^>]*>[^<]*·(\d+)<", plans)
    letters = re.search(r'<span class="note">(\d+)</span>', sent.partition("<aside")[2])
    return int(signed[1]), int(letters[1]) if letters else 0
